"""The volunteers as the rule sees them: one person, the people of a rota, or everybody."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from epicerie.models import (
    Absence,
    Affiliation,
    Assignment,
    Availability,
    Companion,
    CompanionKind,
    DatedAvailability,
    PostWish,
    Volunteer,
    VolunteerSkill,
)
from epicerie.rules import Limits, Person, Place, Sending, Shift, Trained
from epicerie.rules.limits import LONGEST_GAP
from reims_solidarite.kit.dates import add_months, month_start

ONE_DAY = timedelta(days=1)


def persons_for(
    places: Collection[Place], volunteers: Collection[int] | None = None
) -> dict[int, Person]:
    """By volunteer, what these places ask of them; None: of everybody on the rota. Nine queries."""
    days = {place.on.day for place in places}
    if not days:
        return {}
    people = _people(volunteers)
    register = _Register(people, everybody=volunteers is None)
    register.read_abilities(places, days)
    register.read_free_time(days)
    for person, shift in register.rows(_near(days), *SHIFT):
        person.held.append(shift_of(*shift))
    register.read_apart()
    return people


class _Register:
    """Fills the persons, one kind of fact after another."""

    def __init__(self, people: dict[int, Person], *, everybody: bool) -> None:
        self.people, self.everybody = people, everybody

    def rows(self, rows: QuerySet[Any], *columns: str) -> Iterator[tuple[Person, tuple[Any, ...]]]:
        """Rows of the people asked about, each with its person."""
        mine = rows if self.everybody else rows.filter(volunteer__in=list(self.people))
        for volunteer, *values in mine.order_by("pk").values_list("volunteer_id", *columns):
            if person := self.people.get(volunteer):
                yield person, tuple(values)

    def read_abilities(self, places: Collection[Place], days: set[date]) -> None:
        sent = Affiliation.objects.filter(
            Q(ended_on=None) | Q(ended_on__gt=min(days)), since__lte=max(days)
        )
        for person, row in self.rows(sent, "since", "ended_on", "organisation_id"):
            person.sent.append(Sending(*row))
        skills = VolunteerSkill.objects.filter(skill__in={place.skill for place in places} - {""})
        for person, (skill, period) in self.rows(skills, "skill", "period"):
            person.trained.append(Trained(skill, period.lower, period.upper))
        wishes = PostWish.objects.filter(post__in={place.post for place in places})
        for person, (post, liking) in self.rows(wishes, "post_id", "liking"):
            person.likings[post] = liking

    def read_free_time(self, days: set[date]) -> None:
        absences = Absence.objects.filter(period__overlap=(min(days), max(days) + ONE_DAY))
        for person, (period,) in self.rows(absences, "period"):
            person.absences.append((period.lower, period.upper))
        dated = DatedAvailability.objects.filter(day__in=days)
        for person, (day, half, can_come, willing) in self.rows(
            dated, "day", "half", "can_come", "willing"
        ):
            person.dated[day, half] = willing if can_come else None
        usual = Availability.objects.filter(weekday__in={day.weekday() for day in days})
        for person, (weekday, half, willing) in self.rows(usual, "weekday", "half", "willing"):
            person.usual[weekday, half] = willing

    def read_apart(self) -> None:
        pairs = Companion.objects.filter(kind=CompanionKind.APART)
        if not self.everybody:
            wanted = list(self.people)
            pairs = pairs.filter(Q(first__in=wanted) | Q(second__in=wanted))
        for first, second in pairs.order_by("pk").values_list("first_id", "second_id"):
            if first in self.people:
                self.people[first].apart.add(second)
            if second in self.people:
                self.people[second].apart.add(first)


SHIFT = ("opening_id", "opening__day", "period")


def shift_of(opening: int, day: date, period: Any) -> Shift:
    """A place held, from the columns of `SHIFT`."""
    return Shift(opening, day, period.lower, period.upper)


def counted_span(first: date, last: date) -> tuple[date, date]:
    """Days whose places count in a limit of one of these days (the second excluded)."""
    start = min(first - LONGEST_GAP, month_start(first))
    end = max(last + LONGEST_GAP, add_months(month_start(last), 1))
    return start, end + ONE_DAY


def _near(days: set[date]) -> QuerySet[Assignment]:
    start, end = counted_span(min(days), max(days))
    return Assignment.objects.active().filter(opening__day__gte=start, opening__day__lt=end)


def _people(volunteers: Collection[int] | None) -> dict[int, Person]:
    rows = (
        Volunteer.objects.active()
        if volunteers is None
        else Volunteer.objects.filter(pk__in=volunteers)
    )
    columns = ("max_week", "max_month", "max_14_days", "min_gap_days")
    return {
        pk: Person(pk=pk, active=active, limits=Limits(*limits))
        for pk, active, *limits in rows.order_by("pk").values_list("pk", "active", *columns)
    }
