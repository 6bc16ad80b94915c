"""What ending a day of the usual week would do to the openings to come: read before it is done."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from epicerie.models import OpeningDay, WeeklyPattern


@dataclass(frozen=True)
class WeekdayEnd:
    """`closed`: openings that nobody is expected on, to be cancelled. `left`: the others, with
    `people` and `standing`, for the coordinator to decide on one by one.
    """

    closed: tuple[Any, ...]
    left: tuple[Any, ...]

    @property
    def seal(self) -> str:
        """The same seal: the same effect as the one that was read."""
        shown = (
            [opening.pk for opening in self.closed],
            [(opening.pk, opening.people, opening.standing) for opening in self.left],
        )
        return hashlib.sha256(repr(shown).encode()).hexdigest()


def openings_of_weekday(
    pattern: WeeklyPattern, since: date, *, at: datetime
) -> QuerySet[OpeningDay]:
    """Those of the usual week, whatever its hours were then; a day added by hand stays."""
    return OpeningDay.objects.planned().filter(
        site=pattern.site_id,
        day__iso_week_day=pattern.weekday + 1,
        day__gte=since,
        period__startswith__gt=at,
        pattern__isnull=False,
    )


def weekday_end(pattern: WeeklyPattern, since: date, *, at: datetime) -> WeekdayEnd:
    """One query whatever the number of openings."""
    rows: QuerySet[Any] = openings_of_weekday(pattern, since, at=at).annotate(
        people=Count("assignments", filter=Q(assignments__state="active"), distinct=True),
        standing=Count("standbys", filter=Q(standbys__ended_at=None), distinct=True),
    )
    found = list(rows.order_by("day", "starts", "pk"))
    expected = [opening for opening in found if opening.people or opening.standing]
    return WeekdayEnd(tuple(row for row in found if row not in expected), tuple(expected))
