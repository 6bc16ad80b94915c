"""Households of the tests, opened through the portal's own action."""

from __future__ import annotations

from datetime import date, datetime

from actors.households.actions.composition import NewPerson
from actors.households.actions.housing import NewHousing
from actors.households.actions.opening import open_household
from actors.households.models import Household, HousingKind
from actors.models import Organisation, User

HOME = NewHousing(HousingKind.SOCIAL.value, "12 rue de l’Essai", "51100", "Reims", "Orgeval")


def person(first: str, last: str, born: str, place: str = "adulte") -> NewPerson:
    return NewPerson(first, last, date.fromisoformat(born), place)


def household(
    by: User,
    at: datetime,
    *,
    last: str = "Vesle",
    members: list[NewPerson] | None = None,
    organisation: Organisation | None = None,
) -> Household:
    """One adult and one child, in a home; accompanied by `organisation` if one is given."""
    return open_household(
        f"Famille {last}",
        members=members
        or [person("Agathe", last, "1985-04-12"), person("Hugo", last, "2019-09-01", "enfant")],
        housing=HOME,
        phone="03 26 00 00 00",
        organisation=organisation,
        reason="accompagnement de test",
        no_duplicate=True,
        by=by,
        at=at,
    )
