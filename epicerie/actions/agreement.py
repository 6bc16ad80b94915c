"""« La personne est d’accord pour ce jour »: said for one date, stored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from actors.actions.journal import record
from actors.models import User
from epicerie.models import DatedAvailability, Volunteer, Willing
from epicerie.rules import Day, Person


def write_agreement(
    volunteer: Volunteer, person: Person, days: Iterable[Day], *, by: User, at: datetime
) -> None:
    """Store that the person can come on the half-days of which nothing was said.

    Called inside the transaction that gives the place, so that the rota never holds a place on a
    half-day that the register knows nothing about.
    """
    missing = sorted({(on.day, half) for on in days for half in person.not_said(on.day, on.halves)})
    if not missing:
        return
    DatedAvailability.objects.bulk_create(
        DatedAvailability(volunteer=volunteer, day=day, half=half, can_come=True)
        for day, half in missing
    )
    person.dated.update(dict.fromkeys(missing, Willing.FINE.value))
    record("agree_to_come", volunteer, by=by, at=at, halves=len(missing))
