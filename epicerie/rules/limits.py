"""How often a person wants to come at most: week, month, any 14 days in a row, days between."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from epicerie.rules.person import Person
from epicerie.rules.reasons import Reason

FORTNIGHT = 14
LONGEST_GAP = timedelta(days=28)  # the longest a person may ask for; a month is shorter than 31


def limit_reasons(person: Person, opening: int, day: date) -> Iterator[Reason]:
    """Every limit that one more opening on `day` would pass, plainest first."""
    others = [shift.day for shift in person.held if shift.opening != opening]
    yield from _gap(person.limits.gap_days, others, day)
    limits = person.limits
    if limits.week is not None and _count(others, _same_week(day)) >= limits.week:
        yield Reason("week_full", {"most": limits.week})
    if limits.fortnight is not None and _fullest(others, day) >= limits.fortnight:
        yield Reason("14_days_full", {"most": limits.fortnight})
    if limits.month is not None and _count(others, _same_month(day)) >= limits.month:
        yield Reason("month_full", {"most": limits.month})


def _gap(days: int, others: Sequence[date], day: date) -> Iterator[Reason]:
    near = [other for other in others if abs((other - day).days) < days]
    if day in near:
        yield Reason("same_day")
    elif near:
        yield Reason("gap", {"other": min(near, key=lambda o: (abs(o - day), o)), "days": days})


def _count(others: Sequence[date], belongs: Callable[[date], bool]) -> int:
    return sum(map(belongs, others))


def _same_week(of: date) -> Callable[[date], bool]:
    week = of.isocalendar()[:2]
    return lambda day: day.isocalendar()[:2] == week


def _same_month(of: date) -> Callable[[date], bool]:
    return lambda day: (day.year, day.month) == (of.year, of.month)


def _fullest(others: Sequence[date], day: date) -> int:
    """The most of `others` in one of the 14 windows of 14 days that hold `day`."""
    starts = (day - timedelta(days=back) for back in range(FORTNIGHT))
    return max(_count(others, lambda o, s=start: 0 <= (o - s).days < FORTNIGHT) for start in starts)  # type: ignore[misc]
