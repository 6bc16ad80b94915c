"""Households: behind a wall of their own, each program sees them through its own permission."""

from actors.households.models.accompaniment import Accompaniment, Contact
from actors.households.models.field_classes import FIELD_CLASS_WORDS
from actors.households.models.household import Household
from actors.households.models.person import HouseholdMember, Person, PlaceInHousehold
from actors.households.models.situation import (
    Charge,
    ChargeKind,
    Housing,
    HousingKind,
    Resource,
    ResourceKind,
)

__all__ = [
    "FIELD_CLASS_WORDS",
    "Accompaniment",
    "Charge",
    "ChargeKind",
    "Contact",
    "Household",
    "HouseholdMember",
    "Housing",
    "HousingKind",
    "Person",
    "PlaceInHousehold",
    "Resource",
    "ResourceKind",
]
