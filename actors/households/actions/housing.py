"""Where the household lives, from which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from actors.actions.journal import record
from actors.households.actions.lock import locked
from actors.households.models import Household, Housing
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused


@dataclass(frozen=True)
class NewHousing:
    """A home as typed; `district` is what the observatory counts by."""

    kind: str
    address: str = ""
    postcode: str = ""
    city: str = "Reims"
    district: str = ""


def lodge(household: Household, housing: NewHousing, *, since: date) -> Housing:
    """Write the home; for actions that hold the household's lock."""
    return Housing.objects.create(
        household=household,
        kind=housing.kind,
        address=housing.address.strip(),
        postcode=housing.postcode.strip(),
        city=housing.city.strip(),
        district=housing.district.strip(),
        period=DateRange(since, None),
    )


@transaction.atomic
def move_house(
    household: Household, housing: NewHousing, *, since: date, by: User, at: datetime
) -> Housing:
    """Enter a new home on `since`; the home before ends that day.

    The same day as the last entry corrects it. Refused before the last entry, or in the future.
    """
    held = locked(household)
    if since > paris_day(at):
        raise Refused("La date d’entrée ne peut pas être dans l’avenir.", field="since")
    last = Housing.objects.filter(household=held).order_by("-period").first()
    if last is not None and last.period.lower > since:
        raise Refused(
            f"Le logement connu commence le {last.period.lower:%d/%m/%Y} : donnez une date "
            "d’entrée plus tardive.",
            field="since",
        )
    if last is not None and last.period.lower == since:
        last.kind, last.address, last.postcode = housing.kind, housing.address, housing.postcode
        last.city, last.district = housing.city, housing.district
        last.save(update_fields=["kind", "address", "postcode", "city", "district"])
        record("correct_housing", last, by=by, at=at, household=held.uid)
        return last
    if last is not None and (last.period.upper is None or last.period.upper > since):
        last.period = DateRange(last.period.lower, since)
        last.save(update_fields=["period"])
    home = lodge(held, housing, since=since)
    record("move_house", home, by=by, at=at, household=held.uid)
    return home
