"""Places that are still open in the coming weeks, as a volunteer reads them: plain values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)

from epicerie.models import Assignment, OpeningNeed, Skill, halves_of
from epicerie.rules import Day, Place
from epicerie.states import OpeningState, PlaceState
from reims_solidarite.kit.prepared import prepared

MOST_OPEN_PLACES = 60


class OpenPlace(NamedTuple):
    """One post of one opening that has fewer people than places."""

    pk: int
    opening_id: int
    day: date
    starts: time
    ends: time
    begins_at: datetime
    finishes_at: datetime
    post_id: int
    post: str
    skill: str
    places: int
    filled: int
    day_places: int

    def rule_side(self, share_percent: int, present: dict[int, int | None]) -> Place:
        """What the rule asks about a place."""
        day = Day(
            opening=self.opening_id,
            state=OpeningState.PLANNED,
            day=self.day,
            halves=halves_of(self.starts, self.ends),
            begins_at=self.begins_at,
            finishes_at=self.finishes_at,
            places=self.day_places,
            share_percent=share_percent,
            present=present,
        )
        return Place(
            on=day,
            post=self.post_id,
            skill=self.skill,
            skill_label=str(Skill(self.skill).label) if self.skill else "",
            places=self.places,
            filled=self.filled,
        )


# One day of the list: the day, its hours, and (place, post) for each button.
OpenDay = tuple[date, time, time, tuple[tuple[int, str], ...]]


def day_places(opening: str) -> Subquery:
    """The places of a whole day, whatever the post; `opening` is a column of the query around."""
    same_day = OpeningNeed.objects.filter(opening=OuterRef(opening)).order_by()
    return Subquery(same_day.values("opening").annotate(total=Sum("places")).values("total"))


@prepared
def _open_places(volunteer: int, at: datetime, until: datetime) -> QuerySet[Any, Any]:
    mine = Assignment.objects.active().to_come(at).filter(volunteer=volunteer)
    return (
        OpeningNeed.objects.filter(
            ~Exists(mine.filter(opening=OuterRef("opening"))),
            opening__state=OpeningState.PLANNED,
            opening__period__startswith__gt=at,
            opening__period__startswith__lte=until,
        )
        .annotate(
            filled=Count("assignments", filter=Q(assignments__state=PlaceState.ACTIVE)),
            needed_skill=Case(
                When(post__everyone_skilled=True, then=F("post__skill")), default=Value("")
            ),
            day_places=day_places("opening"),
        )
        .filter(filled__lt=F("places"))
        .order_by("opening__day", "opening__starts", "post__rank")
        .values_list(
            *("pk", "opening_id", "opening__day", "opening__starts", "opening__ends"),
            *("opening__period", "post_id", "post__label", "needed_skill", "places", "filled"),
            "day_places",
        )[:MOST_OPEN_PLACES]
    )


def open_places_for(volunteer: int, *, at: datetime, until: datetime) -> list[OpenPlace]:
    """In the order of the days; openings where this volunteer has a place already are left out."""
    return [
        OpenPlace(pk, opening, day, starts, ends, period.lower, period.upper, *post)
        for pk, opening, day, starts, ends, period, *post in _open_places(
            volunteer=volunteer, at=at, until=until
        )
    ]


def by_day(places: Iterable[OpenPlace]) -> tuple[OpenDay, ...]:
    """One entry a day."""
    days: dict[int, tuple[OpenPlace, list[tuple[int, str]]]] = {}
    for place in places:
        days.setdefault(place.opening_id, (place, []))[1].append((place.pk, place.post))
    return tuple((one.day, one.starts, one.ends, tuple(posts)) for one, posts in days.values())
