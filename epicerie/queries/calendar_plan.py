"""Which days the usual week would open, and why some stay closed: read before it is applied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from epicerie.models import Closure, OpeningDay, WeeklyPattern
from reims_solidarite.kit.working_days import public_holiday


@dataclass(frozen=True)
class PlannedDay:
    """One day of the usual week. `why_not` is empty where an opening is to be added."""

    day: date
    pattern: WeeklyPattern
    why_not: str


def plan_openings(since: date, until: date) -> list[PlannedDay]:
    """Days from `since` to `until` excluded, in order; three queries."""
    patterns = list(WeeklyPattern.objects.in_force(since, until))
    closures = dict(
        Closure.objects.filter(day__gte=since, day__lt=until).values_list("day", "reason")
    )
    opened = set(
        OpeningDay.objects.between(since, until)
        .filter(pattern__isnull=False)
        .values_list("pattern_id", "day")
    )
    planned = []
    for offset in range((until - since).days):
        day = since + timedelta(days=offset)
        for pattern in patterns:
            if pattern.weekday != day.weekday() or not _valid(pattern, day):
                continue
            reason = ""
            if (pattern.pk, day) in opened:
                reason = "déjà au planning"
            elif holiday := public_holiday(day):
                reason = f"jour férié ({holiday})"
            elif day in closures:
                reason = f"fermeture ({closures[day]})"
            planned.append(PlannedDay(day, pattern, reason))
    return planned


def _valid(pattern: WeeklyPattern, day: date) -> bool:
    start, end = pattern.period.lower, pattern.period.upper
    return (start is None or start <= day) and (end is None or day < end)
