"""The openings to come where a volunteer has no place, and whether they would help out there."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from epicerie.models import Assignment, OpeningDay, Standby
from reims_solidarite.kit.prepared import prepared

MOST_DAYS = 40


class StandbyDay(NamedTuple):
    """One opening."""

    pk: int
    day: date
    starts: time
    ends: time
    waiting: bool


@prepared
def _days(volunteer: int, at: datetime, until: datetime) -> QuerySet[Any, Any]:
    mine = Assignment.objects.active().to_come(at).filter(volunteer=volunteer)
    waiting = Standby.objects.live().filter(volunteer=volunteer, opening=OuterRef("pk"))
    days = OpeningDay.objects.planned().filter(
        ~Exists(mine.filter(opening=OuterRef("pk"))),
        period__startswith__gt=at,
        period__startswith__lte=until,
    )
    return (
        days.annotate(waiting=Exists(waiting))
        .order_by("day", "starts", "pk")
        .values_list("pk", "day", "starts", "ends", "waiting")[:MOST_DAYS]
    )


def standby_days(volunteer: int, *, at: datetime, until: datetime) -> list[StandbyDay]:
    """One query, in the order of the days."""
    return [StandbyDay(*row) for row in _days(volunteer=volunteer, at=at, until=until)]
