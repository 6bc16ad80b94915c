"""What a volunteer said of their days, as their pages show it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from epicerie.models import (
    WEEKDAYS,
    Absence,
    DatedAvailability,
    Half,
    Liking,
    Post,
    Volunteer,
)
from epicerie.queries.own_record import Week, post_likings


class WeekLine(NamedTuple):
    """One day of the week: its name, and (value of the box, half-day, ticked) for each half."""

    day: str
    halves: tuple[tuple[str, str, bool], ...]


class PostLine(NamedTuple):
    """One post and what was said of it."""

    pk: int
    label: str
    liking: int


def week_lines(week: Week) -> list[WeekLine]:
    """Seven lines of two boxes."""
    return [
        WeekLine(
            day,
            tuple(
                (f"{weekday}_{half}", str(Half(half).label), (weekday, half) in week)
                for half in Half.values
            ),
        )
        for weekday, day in WEEKDAYS
    ]


def answers_to_come(volunteer: Volunteer, on: date) -> list[DatedAvailability]:
    """Answers for one date, from today on."""
    rows = DatedAvailability.objects.filter(volunteer=volunteer, day__gte=on)
    return list(rows.order_by("day", "half", "pk"))


def absences_to_come(volunteer: Volunteer, on: date) -> list[Absence]:
    """Absences that are not over."""
    rows = Absence.objects.filter(volunteer=volunteer, period__endswith__gt=on)
    return list(rows.order_by("period", "pk"))


def post_lines(volunteer: Volunteer) -> list[PostLine]:
    """Every post in order."""
    said = post_likings(volunteer)
    posts = Post.objects.order_by("rank", "pk").values_list("pk", "label")
    return [PostLine(pk, label, said.get(pk, Liking.FINE.value)) for pk, label in posts]
