"""Which days the usual week would open, and why some stay closed: read before it is applied."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta

from epicerie.models import Closure, OpeningDay, WeeklyPattern
from epicerie.states import OpeningState
from reims_solidarite.kit.working_days import public_holiday

# A day cancelled for one of these reasons is opened again by the usual week; any other stays so.
CHANGED_HOURS = "changement d’horaires"
NO_LONGER_USUAL = "plus dans la semaine habituelle"
OPENED_AGAIN = {CHANGED_HOURS, NO_LONGER_USUAL}


@dataclass(frozen=True)
class PlannedDay:
    """One day of the usual week. `why_not` is empty where an opening is to be added."""

    day: date
    pattern: WeeklyPattern
    why_not: str


@dataclass
class KnownDays:
    """What stands in the calendar already, by site and day."""

    closures: dict[date, str]
    made: set[tuple[int, date]] = field(default_factory=set)
    usual: set[tuple[int, date]] = field(default_factory=set)
    hours: dict[tuple[int, date], list[tuple[time, time]]] = field(default_factory=dict)
    called_off: dict[tuple[int, date], str] = field(default_factory=dict)

    def why_not(self, site: int, day: date, starts: time, ends: time) -> str:
        """Why no usual opening is added there; empty if one may be."""
        if (site, day) in self.usual:
            return "déjà au planning"
        if any(since < ends and starts < until for since, until in self.hours.get((site, day), [])):
            return "déjà ouvert à ces heures"
        if holiday := public_holiday(day):
            return f"jour férié ({holiday})"
        if day in self.closures:
            return f"fermeture ({self.closures[day]})"
        if (site, day) in self.called_off:
            return f"annulé ({self.called_off[site, day]})"
        return ""


def known_days(since: date, until: date) -> KnownDays:
    """The calendar from `since` to `until` excluded; two queries."""
    closures = Closure.objects.filter(day__gte=since, day__lt=until)
    known = KnownDays(dict(closures.values_list("day", "reason")))
    for opening in OpeningDay.objects.between(since, until):
        where = (opening.site_id, opening.day)
        if opening.pattern_id:
            known.made.add((opening.pattern_id, opening.day))
        if opening.state == OpeningState.PLANNED:
            known.hours.setdefault(where, []).append((opening.starts, opening.ends))
            if opening.pattern_id:
                known.usual.add(where)
        elif opening.pattern_id and opening.cancel_reason not in OPENED_AGAIN:
            known.called_off[where] = opening.cancel_reason
    return known


def plan_openings(since: date, until: date) -> list[PlannedDay]:
    """Days from `since` to `until` excluded, in order; three queries."""
    patterns = list(
        WeeklyPattern.objects.in_force(since, until)
        .filter(site__active=True)
        .select_related("site")
        .order_by("starts", "pk")
    )
    known = known_days(since, until)
    planned = []
    for offset in range((until - since).days):
        day = since + timedelta(days=offset)
        for pattern in patterns:
            if pattern.weekday != day.weekday() or not _valid(pattern, day):
                continue
            reason = known.why_not(pattern.site_id, day, pattern.starts, pattern.ends)
            if not reason and (pattern.pk, day) in known.made:
                reason = "déjà au planning"
            planned.append(PlannedDay(day, pattern, reason))
    return planned


def _valid(pattern: WeeklyPattern, day: date) -> bool:
    start, end = pattern.period.lower, pattern.period.upper
    return (start is None or start <= day) and (end is None or day < end)
