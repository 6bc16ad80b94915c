"""Hours over a period: of one person month by month, of people, of associations, with their value.

The value of an hour is dated: minutes are valued with the rate of their day. One rounding a rate;
the total is the sum of the lines that are printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from actors.models import Parameter
from epicerie.models import HoursEntry, HoursKind
from epicerie.parameters import HOUR_VALUE
from reims_solidarite.kit.money import divide

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
    """What one person gave; the months add up to the total."""

    months: tuple[MonthGiven, ...]

    @property
    def minutes(self) -> int:
        return sum(month.minutes for month in self.months)

    @property
    def shifts(self) -> int:
        return sum(month.shifts for month in self.months)


def given_by(entries: QuerySet[Any], span: Span) -> Given:
    """The months of these entries; a month whose entries cancel out is left out. One query."""
    rows = (
        entries.filter(day__gte=span.since, day__lt=span.until)
        .order_by()
        .annotate(month=TruncMonth("day"))
        .values("month")
        .annotate(shifts=SHIFTS, minutes=Sum("amount"))
        .order_by("month")
        .values_list("month", "shifts", "minutes")
    )
    return Given(tuple(MonthGiven(*row) for row in rows if row[2]))


class PersonGiven(NamedTuple):
    """One line of an association's list."""

    volunteer: int
    name: str
    shifts: int
    minutes: int


class ValueLine(NamedTuple):
    """Minutes valued at one rate."""

    rate_cents: int
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


def rates(span: Span) -> list[tuple[Any, int]]:
    """(period, cents) in force during the span, the default where none is."""
    return [
        (row.period, int(row.value))
        for row in Parameter.objects.filter(
            key=HOUR_VALUE.name, period__overlap=DateRange(span.since, span.until)
        )
    ]


def rate_on(day: date, known: list[tuple[Any, int]]) -> int:
    default = HOUR_VALUE.default
    assert isinstance(default, int)  # noqa: S101 - the key's own kind
    return next((cents for period, cents in known if day in period), default)


def lines_of(by_day: dict[date, int], known: list[tuple[Any, int]]) -> tuple[ValueLine, ...]:
    """Minutes of each rate, the lowest rate first."""
    minutes: defaultdict[int, int] = defaultdict(int)
    for day, given in by_day.items():
        minutes[rate_on(day, known)] += given
    return tuple(
        ValueLine(rate, given, divide(given * rate, 60))
        for rate, given in sorted(minutes.items())
        if given
    )


def valuations(organisations: Collection[int], span: Span) -> dict[int, Valuation]:
    """Of each of these, entries credited to it and nothing of the same people's other hours.

    Three queries whatever their number.
    """
    entries = HoursEntry.objects.filter(organisation__in=organisations).between(*span).order_by()
    first, last = "volunteer__user__first_name", "volunteer__user__last_name"
    people: defaultdict[int, list[PersonGiven]] = defaultdict(list)
    for organisation, volunteer, *names, shifts, minutes in (
        entries.values("organisation", "volunteer", first, last)
        .annotate(shifts=SHIFTS, minutes=Sum("amount"))
        .order_by("volunteer__user__sort_key", first, "volunteer")
        .values_list("organisation", "volunteer", first, last, "shifts", "minutes")
    ):
        if minutes:
            person = PersonGiven(volunteer, " ".join(names), shifts, minutes)
            people[organisation].append(person)
    days: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for organisation, day, minutes in (
        entries.values("organisation", "day")
        .annotate(m=Sum("amount"))
        .values_list("organisation", "day", "m")
    ):
        days[organisation][day] = minutes
    known = rates(span)
    return {
        pk: Valuation(tuple(people.get(pk, ())), lines_of(days.get(pk, {}), known))
        for pk in organisations
    }


def valuation(organisation: int, span: Span) -> Valuation:
    """Of one association."""
    return valuations([organisation], span)[organisation]


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
    known = rates(span)
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
        lines = lines_of(days[organisation], known)
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
