"""The personal limits of a volunteer, as sets of openings of which at most so many may be held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from epicerie.rota.problem import Opening, Volunteer

ROLLING_DAYS = 14


@dataclass(frozen=True)
class Limit:
    """Of the openings at these positions, at most `at_most` may be held."""

    kind: str  # overlap, gap, week, month, 14_days
    openings: tuple[int, ...]
    at_most: int

    @property
    def binds(self) -> bool:
        return len(self.openings) > self.at_most


def limits_of(
    volunteer: Volunteer, possible: Sequence[tuple[int, Opening]], prior: Sequence[date]
) -> list[Limit]:
    """Every limit that could bind, over the openings the volunteer could hold.

    `possible` is sorted by date. Days worked before the period (`prior`) use up the limits of the
    weeks, months and windows they share with it.
    """
    found = [
        *_overlaps(possible),
        *_gaps(volunteer.min_gap_days, possible, prior),
        *_calendar("week", volunteer.max_week, possible, prior),
        *_calendar("month", volunteer.max_month, possible, prior),
        *_rolling(volunteer.max_14_days, possible, prior),
    ]
    return [limit for limit in found if limit.binds]


def period_key(kind: str, day: date) -> tuple[int, int]:
    """The ISO week (a year's boundary is inside one) or the month of a day."""
    if kind == "week":
        year, week, _ = day.isocalendar()
        return (year, week)
    return (day.year, day.month)


def _overlaps(possible: Sequence[tuple[int, Opening]]) -> Iterable[Limit]:
    by_date: dict[date, list[tuple[int, Opening]]] = {}
    for place, opening in possible:
        by_date.setdefault(opening.date, []).append((place, opening))
    for same in by_date.values():
        # Openings on at the same instant: a clique for each start, so no pair is forgotten.
        cliques = {
            tuple(p for p, other in same if other is o or (other.overlaps(o) and _on_at(other, o)))
            for _, o in same
        }
        yield from (Limit("overlap", clique, 1) for clique in sorted(cliques))


def _on_at(other: Opening, opening: Opening) -> bool:
    """`other` is already on when `opening` starts (one without hours is always on)."""
    if other.starts is None or other.ends is None:
        return True
    return opening.starts is not None and other.starts <= opening.starts


def _gaps(
    days: int, possible: Sequence[tuple[int, Opening]], prior: Sequence[date]
) -> Iterable[Limit]:
    if days < 1:
        return
    for start in sorted({opening.date for _, opening in possible}):
        end = start + timedelta(days=days)
        inside = tuple(place for place, opening in possible if start <= opening.date < end)
        yield Limit("gap", inside, 1)
    for place, opening in possible:
        if any(abs((opening.date - day).days) < days for day in prior):
            yield Limit("gap", (place,), 0)


def _calendar(
    kind: str, most: int | None, possible: Sequence[tuple[int, Opening]], prior: Sequence[date]
) -> Iterable[Limit]:
    if most is None:
        return
    groups: dict[tuple[int, int], list[int]] = {}
    for place, opening in possible:
        groups.setdefault(period_key(kind, opening.date), []).append(place)
    for key, places in sorted(groups.items()):
        used = sum(period_key(kind, day) == key for day in prior)
        yield Limit(kind, tuple(places), max(0, most - used))


def _rolling(
    most: int | None, possible: Sequence[tuple[int, Opening]], prior: Sequence[date]
) -> Iterable[Limit]:
    if most is None:
        return
    for start in sorted({opening.date for _, opening in possible} | set(prior)):
        end = start + timedelta(days=ROLLING_DAYS)
        inside = tuple(place for place, opening in possible if start <= opening.date < end)
        used = sum(start <= day < end for day in prior)
        if inside:
            yield Limit("14_days", inside, max(0, most - used))
