"""The grocery: opening days and places, volunteers, accesses, stock and till."""

from epicerie.models.access import Access, Card
from epicerie.models.assignment import Assignment
from epicerie.models.closing import TillClosing
from epicerie.models.opening import OpeningDay, OpeningNeed
from epicerie.models.pattern import WEEKDAYS, Closure, PatternNeed, WeeklyPattern
from epicerie.models.post import USUAL_POSTS, Post, Skill
from epicerie.models.product import Family, Funding, Product, Storage, Supplier
from epicerie.models.sale import Sale, SaleLine
from epicerie.models.stock import DateKind, Delivery, Lot, MovementKind, StockMovement
from epicerie.models.volunteer import Affiliation, Channel, Volunteer, VolunteerSkill

__all__ = [
    "USUAL_POSTS",
    "WEEKDAYS",
    "Access",
    "Affiliation",
    "Assignment",
    "Card",
    "Channel",
    "Closure",
    "DateKind",
    "Delivery",
    "Family",
    "Funding",
    "Lot",
    "MovementKind",
    "OpeningDay",
    "OpeningNeed",
    "PatternNeed",
    "Post",
    "Product",
    "Sale",
    "SaleLine",
    "Skill",
    "StockMovement",
    "Storage",
    "Supplier",
    "TillClosing",
    "Volunteer",
    "VolunteerSkill",
    "WeeklyPattern",
]
