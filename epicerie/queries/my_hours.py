"""The hours a volunteer gave, entry by entry, from the ledger."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import QuerySet

from epicerie.models import HoursEntry, HoursKind
from reims_solidarite.kit.prepared import prepared


class GivenHours(NamedTuple):
    """One entry that nothing reversed."""

    day: date
    kind: str
    minutes: int

    @property
    def label(self) -> str:
        return str(HoursKind(self.kind).label)

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)


class GivenYear(NamedTuple):
    """The entries of one year, the last first."""

    year: int
    entries: tuple[GivenHours, ...]

    @property
    def total(self) -> timedelta:
        return sum((entry.length for entry in self.entries), timedelta())


@prepared
def _given(volunteer: int) -> QuerySet[Any, Any]:
    entries: QuerySet[Any, Any] = HoursEntry.objects.standing().filter(volunteer=volunteer)
    return entries.order_by("-day", "-pk").values_list("day", "kind", "amount")


def given_years(volunteer: int) -> tuple[GivenYear, ...]:
    """One query; the last year first."""
    entries = [GivenHours(*row) for row in _given(volunteer=volunteer)]
    years = groupby(entries, key=lambda entry: entry.day.year)
    return tuple(GivenYear(year, tuple(rows)) for year, rows in years)
