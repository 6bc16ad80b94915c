"""Everything a household's page shows, cut to what the reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from actors.households.models import (
    Accompaniment,
    Charge,
    Contact,
    Household,
    HouseholdMember,
    Housing,
    Resource,
)
from actors.households.queries.field_classes import classes_for
from actors.households.queries.rav import compute_rav
from actors.households.reste_a_vivre import RavResult
from actors.models import User
from reims_solidarite.kit.transitions import Refused

CONTACTS_SHOWN = 20


@dataclass(frozen=True)
class Situation:
    """A household on a day, as one person may read it; what they may not is empty."""

    household: Household
    classes: frozenset[str]
    members: list[HouseholdMember]
    gone: list[HouseholdMember]
    housing: Housing | None
    resources: list[Resource]
    charges: list[Charge]
    accompaniments: list[Accompaniment]
    contacts: list[Contact]
    rav: RavResult | None
    rav_missing: str


def situation_of(household: Household, user: User, *, on: date) -> Situation:
    """A fixed number of queries, whatever the household's size."""
    classes = classes_for(user)
    stays = list(
        HouseholdMember.objects.filter(household=household)
        .select_related("person")
        .order_by("place", "person__birth_date", "pk")
    )
    amounts: dict[Any, list[Any]] = {Resource: [], Charge: []}
    rav, missing = None, ""
    if "resources" in classes:
        for model, rows in amounts.items():
            rows += model.objects.on(on).filter(household=household, monthly_cents__gt=0)
        try:
            rav = compute_rav(household, on)
        except (Refused, ValueError) as error:
            missing = str(error)
    contacts = (
        Contact.objects.visible_to(user).filter(household=household).select_related("created_by")
    )
    return Situation(
        household=household,
        classes=classes,
        members=[stay for stay in stays if on in stay.period],
        gone=[stay for stay in stays if on not in stay.period],
        housing=Housing.objects.on(on).filter(household=household).first(),
        resources=amounts[Resource],
        charges=amounts[Charge],
        accompaniments=list(
            Accompaniment.objects.live().filter(household=household).select_related("organisation")
        ),
        contacts=list(contacts[:CONTACTS_SHOWN]) if "notes" in classes else [],
        rav=rav,
        rav_missing=missing,
    )
