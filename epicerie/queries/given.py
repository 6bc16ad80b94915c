"""Hours over a period: of one person month by month, of people, of associations, with their value.

The total value is the sum of the lines that are printed, and of the people's (`hour_value`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from epicerie.models import HoursEntry, HoursKind
from epicerie.queries.hour_value import Rates, ValueLine

SHIFTS = Count("pk", filter=Q(kind=HoursKind.SHIFT, corrects=None, corrected_by=None))


class Span(NamedTuple):
    """Days from `since` to `until` excluded."""

    since: date
    until: date


class MonthGiven(NamedTuple):
    """One month of a person."""

    month: date
    shifts: int
    minutes: int


@dataclass(frozen=True)
class Given:
    """What one person gave; the months add up to the total, the lines are its value."""

    months: tuple[MonthGiven, ...]
    lines: tuple[ValueLine, ...]

    @property
    def minutes(self) -> int:
        return sum(month.minutes for month in self.months)

    @property
    def shifts(self) -> int:
        return sum(month.shifts for month in self.months)

    @property
    def cents(self) -> int:
        return sum(line.cents for line in self.lines)


def given_by(entries: QuerySet[Any], span: Span) -> Given:
    """The months of these entries; a month whose entries cancel out is left out."""
    inside = entries.filter(day__gte=span.since, day__lt=span.until).order_by()
    rows = (
        inside.annotate(month=TruncMonth("day"))
        .values("month")
        .annotate(shifts=SHIFTS, minutes=Sum("amount"))
        .order_by("month")
        .values_list("month", "shifts", "minutes")
    )
    by_day = dict(inside.values("day").annotate(m=Sum("amount")).values_list("day", "m"))
    months = tuple(MonthGiven(*row) for row in rows if row[2])
    return Given(months, Rates(*span).lines(by_day))


class PersonGiven(NamedTuple):
    """One line of an association's list."""

    volunteer: int
    name: str
    shifts: int
    minutes: int
    cents: int


@dataclass(frozen=True)
class Valuation:
    """What an association's people gave, and what it is worth."""

    people: tuple[PersonGiven, ...]
    lines: tuple[ValueLine, ...]

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.lines)

    @property
    def shifts(self) -> int:
        return sum(person.shifts for person in self.people)

    @property
    def cents(self) -> int:
        return sum(line.cents for line in self.lines)


def valuations(organisations: Collection[int], span: Span) -> dict[int, Valuation]:
    """Of each of these, entries credited to it and nothing of the same people's other hours.

    Three queries whatever their number. What the people are worth adds up to the lines.
    """
    entries = HoursEntry.objects.filter(organisation__in=organisations).between(*span).order_by()
    first, last = "volunteer__user__first_name", "volunteer__user__last_name"
    days: defaultdict[int, list[tuple[int, date, int]]] = defaultdict(list)
    for organisation, *given in (
        entries.values("organisation", "volunteer", "day")
        .annotate(m=Sum("amount"))
        .order_by("volunteer", "day")
        .values_list("organisation", "volunteer", "day", "m")
    ):
        days[organisation].append((given[0], given[1], given[2]))
    known = Rates(*span)
    cents = {pk: known.shared(given) for pk, given in days.items()}
    people: defaultdict[int, list[PersonGiven]] = defaultdict(list)
    for organisation, volunteer, *names, shifts, minutes in (
        entries.values("organisation", "volunteer", first, last)
        .annotate(shifts=SHIFTS, minutes=Sum("amount"))
        .order_by("volunteer__user__sort_key", first, "volunteer")
        .values_list("organisation", "volunteer", first, last, "shifts", "minutes")
    ):
        if minutes:
            worth = cents[organisation][volunteer]
            person = PersonGiven(volunteer, " ".join(names), shifts, minutes, worth)
            people[organisation].append(person)
    return {
        pk: Valuation(tuple(people.get(pk, ())), known.lines(_each_day(days.get(pk, ()))))
        for pk in organisations
    }


def _each_day(given: Iterable[tuple[int, date, int]]) -> dict[date, int]:
    by_day: defaultdict[date, int] = defaultdict(int)
    for _, day, minutes in given:
        by_day[day] += minutes
    return by_day


def valuation(organisation: int, span: Span) -> Valuation:
    """Of one association."""
    return valuations([organisation], span)[organisation]


def cents_of(entries: QuerySet[Any], span: Span) -> dict[int, int]:
    """The value of what each volunteer gave, each rounded by themselves; two queries."""
    days: defaultdict[int, dict[date, int]] = defaultdict(dict)
    inside = entries.filter(day__gte=span.since, day__lt=span.until).order_by()
    for volunteer, day, minutes in (
        inside.values("volunteer", "day")
        .annotate(m=Sum("amount"))
        .values_list("volunteer", "day", "m")
    ):
        days[volunteer][day] = minutes
    known = Rates(*span)
    return {
        volunteer: sum(line.cents for line in known.lines(by_day))
        for volunteer, by_day in days.items()
    }


class AssociationGiven(NamedTuple):
    """One association of the network; `organisation` is None for hours that nobody is credited."""

    organisation: int | None
    name: str
    people: int
    minutes: int
    cents: int


def associations_given(span: Span, only: Collection[int] | None = None) -> list[AssociationGiven]:
    """Every association with hours, the most first; three queries whatever their number."""
    entries = HoursEntry.objects.between(*span)
    if only is not None:
        entries = entries.filter(organisation__in=only)
    known = Rates(*span)
    days: defaultdict[int | None, dict[date, int]] = defaultdict(dict)
    for organisation, day, minutes in (
        entries.order_by()
        .values("organisation", "day")
        .annotate(m=Sum("amount"))
        .values_list("organisation", "day", "m")
    ):
        days[organisation][day] = minutes
    people = (
        entries.order_by()
        .values("organisation", "organisation__name", "volunteer")
        .annotate(m=Sum("amount"))
        .filter(m__gt=0)
        .values_list("organisation", "organisation__name")
    )
    names: dict[int | None, str] = {}
    counted: defaultdict[int | None, int] = defaultdict(int)
    for organisation, name in people:
        names[organisation] = name or "Sans association"
        counted[organisation] += 1
    found = []
    for organisation, name in names.items():
        lines = known.lines(days[organisation])
        found.append(
            AssociationGiven(
                organisation,
                name,
                counted[organisation],
                sum(line.minutes for line in lines),
                sum(line.cents for line in lines),
            )
        )
    return sorted(found, key=lambda one: (-one.minutes, one.name))
