"""The exchanges that concern a volunteer: proposed by others, and those they proposed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When

from epicerie.models import Assignment, Exchange, Volunteer
from epicerie.queries.open_places import OpenPlace, day_places
from epicerie.states import ExchangeState, PlaceState
from reims_solidarite.kit.prepared import prepared

MOST_OFFERS = 40


class Offer(NamedTuple):
    """A place that somebody (`holder`) offers; `asked`: to this very person; `wanted`: the day in
    return.
    """

    pk: int
    asked: bool
    wanted: int | None
    wanted_at: datetime | None
    place: OpenPlace
    holder: int


def open_offer(assignment: OuterRef) -> Subquery:
    """The number of the open offer of a place."""
    return Subquery(
        Exchange.objects.filter(offered=assignment, state=ExchangeState.OPEN).values("pk")[:1]
    )


@prepared
def _offers(volunteer: int, also: int, at: datetime, until: datetime) -> QuerySet[Any, Any]:
    mine = Assignment.objects.active().to_come(at).filter(volunteer=volunteer)
    return (
        Exchange.objects.live(at)
        .filter(
            Q(asked=None) | Q(asked=also),
            offered__opening__period__startswith__lte=until,
        )
        .exclude(offered__in=mine.values("pk"))
        .annotate(
            needed_skill=Case(
                When(
                    offered__need__post__everyone_skilled=True,
                    then=F("offered__need__post__skill"),
                ),
                default=Value(""),
            ),
            day_places=day_places("offered__opening"),
        )
        .order_by("offered__period", "pk")
        .values_list(
            *("pk", "asked_id", "wanted_id", "wanted__period", "offered__need_id"),
            *("offered__opening_id", "offered__opening__day", "offered__opening__starts"),
            *("offered__opening__ends", "offered__period", "offered__need__post_id"),
            *("offered__need__post__label", "needed_skill", "offered__need__places"),
            *("day_places", "offered__volunteer_id"),
        )[:MOST_OFFERS]
    )


def offers_for(volunteer: int, *, at: datetime, until: datetime) -> list[Offer]:
    """In the order of the days; one query. The place counts as free for whoever takes it over."""
    found = []
    for (
        pk,
        asked,
        wanted,
        wanted_period,
        need,
        opening,
        day,
        starts,
        ends,
        period,
        *post,
    ) in _offers(volunteer=volunteer, also=volunteer, at=at, until=until):
        post_id, label, skill, places, of_day, holder = post
        place = OpenPlace(
            need, opening, day, starts, ends, period.lower, period.upper, post_id, label, skill,
            places, places - 1, of_day,
        )  # fmt: skip
        wanted_at = wanted_period.lower if wanted_period else None
        found.append(Offer(pk, asked is not None, wanted, wanted_at, place, holder))
    return found


def exchange_for(volunteer: Volunteer, pk: int) -> QuerySet[Exchange]:
    """An offer as its holder, the person asked, or anybody if it is for all, may read it."""
    return Exchange.objects.filter(
        Q(offered__volunteer=volunteer) | Q(asked=volunteer) | Q(asked=None), pk=pk
    ).select_related(
        "offered__volunteer__user", "offered__need__post", "offered__opening", "wanted"
    )


def place_in_return(exchange: Exchange, volunteer: Volunteer) -> Assignment | None:
    """The place that the volunteer would hand over, or None."""
    if exchange.wanted_id is None:
        return None
    return (
        Assignment.objects.filter(
            state=PlaceState.ACTIVE, opening=exchange.wanted_id, volunteer=volunteer
        )
        .select_related("need__post")
        .first()
    )
