"""The grocery: opening days and places, volunteers, accesses, stock and till."""

from epicerie.models.access import Access, Card
from epicerie.models.assignment import Assignment
from epicerie.models.availability import (
    Absence,
    Availability,
    DatedAvailability,
    Half,
    Willing,
    halves_of,
)
from epicerie.models.closing import TillClosing
from epicerie.models.exchange import Exchange
from epicerie.models.hours import HoursEntry, HoursKind
from epicerie.models.opening import OpeningDay, OpeningNeed
from epicerie.models.pattern import WEEKDAYS, Closure, PatternNeed, WeeklyPattern
from epicerie.models.place_link import Occasion, PhoneCall, PlaceLink
from epicerie.models.post import USUAL_POSTS, Post, Skill
from epicerie.models.presence import Attendance, PresenceSheet
from epicerie.models.product import Family, Funding, Product, Storage, Supplier
from epicerie.models.promise import Promise
from epicerie.models.proposal import VolunteerProposal
from epicerie.models.register_import import RegisterImport
from epicerie.models.replacement import Answer, CalledPerson, CallEnd, ReplacementCall, Wave
from epicerie.models.rota_run import RotaRun
from epicerie.models.sale import Sale, SaleLine
from epicerie.models.site import USUAL_SITE, Site
from epicerie.models.standby import Standby
from epicerie.models.stock import DateKind, Delivery, Lot, MovementKind, StockMovement
from epicerie.models.volunteer import Affiliation, Channel, Language, Volunteer, VolunteerSkill
from epicerie.models.wish import Companion, CompanionKind, Liking, PostWish

__all__ = [
    "USUAL_POSTS",
    "USUAL_SITE",
    "WEEKDAYS",
    "Absence",
    "Access",
    "Affiliation",
    "Answer",
    "Assignment",
    "Attendance",
    "Availability",
    "CallEnd",
    "CalledPerson",
    "Card",
    "Channel",
    "Closure",
    "Companion",
    "CompanionKind",
    "DateKind",
    "DatedAvailability",
    "Delivery",
    "Exchange",
    "Family",
    "Funding",
    "Half",
    "HoursEntry",
    "HoursKind",
    "Language",
    "Liking",
    "Lot",
    "MovementKind",
    "Occasion",
    "OpeningDay",
    "OpeningNeed",
    "PatternNeed",
    "PhoneCall",
    "PlaceLink",
    "Post",
    "PostWish",
    "PresenceSheet",
    "Product",
    "Promise",
    "RegisterImport",
    "ReplacementCall",
    "RotaRun",
    "Sale",
    "SaleLine",
    "Site",
    "Skill",
    "Standby",
    "StockMovement",
    "Storage",
    "Supplier",
    "TillClosing",
    "Volunteer",
    "VolunteerProposal",
    "VolunteerSkill",
    "Wave",
    "WeeklyPattern",
    "Willing",
    "halves_of",
]
