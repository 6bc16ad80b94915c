"""Which places somebody should be reminded of now: counted in Paris days, so no clock change moves
them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from actors.parameters import values
from epicerie.contact_parameters import FIRST_REMINDER_DAYS, SECOND_REMINDER_DAYS
from epicerie.models import Assignment, Occasion, PhoneCall, PlaceLink
from reims_solidarite.kit.dates import paris_day, paris_instant


class Reminder(NamedTuple):
    """One message to write: to whom, about the places of which day."""

    occasion: Occasion
    volunteer: int
    day: date


def not_reminded(occasion: Occasion) -> QuerySet[Assignment]:
    """Places held for which no message of this occasion left, waits, or is on the list of calls."""
    written = PlaceLink.objects.filter(
        assignment=OuterRef("pk"),
        occasion=occasion,
        revoked_at=None,
        message__withdrawn_at=None,
    )
    listed = PhoneCall.objects.filter(assignment=OuterRef("pk"), occasion=occasion)
    return Assignment.objects.active().filter(~Exists(written), ~Exists(listed))


def reminders_due(at: datetime) -> list[Reminder]:
    """The last reminder takes over from the first: nobody gets « in a week » the day before.

    A place taken on the day of a reminder or later does not get it: its confirmation just left.
    After an outage, what is still worth saying goes; on the day itself nothing does.
    """
    today = paris_day(at)
    found = values(FIRST_REMINDER_DAYS.name, SECOND_REMINDER_DAYS.name, on=today)
    first, second = found[FIRST_REMINDER_DAYS.name], found[SECOND_REMINDER_DAYS.name]
    return [
        *_due(Occasion.SECOND, today, after=0, before=second),
        *_due(Occasion.FIRST, today, after=second, before=first),
    ]


def _due(occasion: Occasion, today: date, *, after: int, before: int) -> Iterable[Reminder]:
    rows: Iterable[Any] = (
        not_reminded(occasion)
        .filter(
            opening__day__gt=today + timedelta(days=after),
            opening__day__lte=today + timedelta(days=before),
        )
        .order_by("opening__day", "volunteer", "pk")
        .values_list("volunteer", "opening__day", "created_at")
    )
    due = {
        (volunteer, day): None
        for volunteer, day, created_at in rows
        if created_at < paris_instant(day - timedelta(days=before))
    }
    return [Reminder(occasion, volunteer, day) for volunteer, day in due]
