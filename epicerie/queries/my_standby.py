"""The openings to come where a volunteer has no place, and whether they would help out there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from epicerie.models import Assignment, OpeningDay, OpeningNeed, Skill, Standby, halves_of
from epicerie.rules import Day, Person, Place, Reason, for_oneself, person_reason
from epicerie.states import OpeningState
from reims_solidarite.kit.prepared import prepared

MOST_DAYS = 40
# What the person decided themselves, on the page of their wishes.
OWN_LIMITS = frozenset({"gap", "week_full", "month_full", "14_days_full", "declines"})


class StandbyDay(NamedTuple):
    """One opening; `posts`: (post, places, skill asked of everyone) each."""

    pk: int
    day: date
    starts: time
    ends: time
    waiting: bool
    begins_at: datetime
    finishes_at: datetime
    posts: tuple[tuple[int, int, str], ...]

    def places(self) -> Iterator[Place]:
        """Each post as if it had a free place, the easiest first.

        Who is there may change before a call: neither shares nor pairs count yet.
        """
        day = Day(
            opening=self.pk,
            state=OpeningState.PLANNED,
            day=self.day,
            halves=halves_of(self.starts, self.ends),
            begins_at=self.begins_at,
            finishes_at=self.finishes_at,
            places=sum(places for _, places, _ in self.posts),
            share_percent=100,
            present={},
        )
        for post, places, skill in self.posts:
            label = str(Skill(skill).label) if skill else ""
            yield Place(day, post, skill, label, places=places, filled=0)


@prepared
def _days(volunteer: int, at: datetime, until: datetime) -> QuerySet[Any, Any]:
    mine = Assignment.objects.active().to_come(at).filter(volunteer=volunteer)
    waiting = Standby.objects.live().filter(volunteer=volunteer, opening=OuterRef("pk"))
    needs = OpeningNeed.objects.filter(opening=OuterRef("pk"))
    easiest_first = needs.order_by("post__everyone_skilled", "post__rank", "pk")
    post = JSONObject(
        post="post_id", places="places", skill="post__skill", everyone="post__everyone_skilled"
    )
    days = OpeningDay.objects.planned().filter(
        ~Exists(mine.filter(opening=OuterRef("pk"))),
        period__startswith__gt=at,
        period__startswith__lte=until,
    )
    return (
        days.annotate(waiting=Exists(waiting), posts=ArraySubquery(easiest_first.values(row=post)))
        .order_by("day", "starts", "pk")
        .values_list("pk", "day", "starts", "ends", "waiting", "period", "posts")[:MOST_DAYS]
    )


def standby_days(volunteer: int, *, at: datetime, until: datetime) -> list[StandbyDay]:
    """One query, in the order of the days."""
    return [
        StandbyDay(
            pk, day, starts, ends, waiting, period.lower, period.upper, tuple(map(_post, posts))
        )
        for pk, day, starts, ends, waiting, period, posts in _days(
            volunteer=volunteer, at=at, until=until
        )
    ]


def _post(row: dict[str, Any]) -> tuple[int, int, str]:
    return row["post"], row["places"], row["skill"] if row["everyone"] else ""


def no_standby(person: Person, day: StandbyDay) -> Reason | None:
    """Why no post of that day could be theirs, as `join_standby` would say; None: one could."""
    reason = None
    for place in day.places():
        found = person_reason(person, place, said=True)
        if found is None:
            return None
        reason = for_oneself(found)
    return reason
