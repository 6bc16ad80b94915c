"""Who could replace somebody, in which order; what a call is still looking for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q

from actors.parameters import value, values
from epicerie.contact_parameters import (
    ASSOCIATION_SIZE,
    CALL_DAYS,
    EVERYONE_SIZE,
    NEAR_HOURS,
    NEAR_WAVE_MINUTES,
    STANDBY_SIZE,
    URGENT_HOURS,
    WAVE_HOURS,
)
from epicerie.models import (
    Affiliation,
    Answer,
    Assignment,
    CalledPerson,
    CallEnd,
    Liking,
    OpeningNeed,
    PostWish,
    ReplacementCall,
    Standby,
    Volunteer,
    Wave,
)
from epicerie.queries.candidates import candidates
from epicerie.states import OpeningState, PlaceState
from reims_solidarite.kit.dates import paris_day

WINDOW = timedelta(days=28)
WINDOW_WEEKS = 8  # `WINDOW` before the day and as much after it
FOUR_WEEKS = 4


@dataclass(frozen=True)
class Pace:
    """How many people each wave asks, and how long it waits, in force on a day."""

    sizes: dict[int, int]
    usual: timedelta
    near_from: timedelta
    near: timedelta
    urgent_from: timedelta

    def is_urgent(self, left: timedelta) -> bool:
        """No time to wait between the waves."""
        return left < self.urgent_from

    def wait(self, left: timedelta) -> timedelta:
        """How long a wave is left to answer when the opening begins after `left`."""
        return self.near if left < self.near_from else self.usual

    def rest(self, left: timedelta) -> timedelta:
        """How long whoever was asked for another place is left in peace: the time to answer."""
        return timedelta() if self.is_urgent(left) else self.wait(left)


def pace(at: datetime) -> Pace:
    """The pace decided for this day."""
    found = values(
        *(STANDBY_SIZE.name, ASSOCIATION_SIZE.name, EVERYONE_SIZE.name, WAVE_HOURS.name),
        *(NEAR_HOURS.name, NEAR_WAVE_MINUTES.name, URGENT_HOURS.name),
        on=paris_day(at),
    )
    return Pace(
        {
            Wave.STANDBY: found[STANDBY_SIZE.name],
            Wave.ASSOCIATION: found[ASSOCIATION_SIZE.name],
            Wave.EVERYONE: found[EVERYONE_SIZE.name],
        },
        timedelta(hours=found[WAVE_HOURS.name]),
        timedelta(hours=found[NEAR_HOURS.name]),
        timedelta(minutes=found[NEAR_WAVE_MINUTES.name]),
        timedelta(hours=found[URGENT_HOURS.name]),
    )


def missing_places(need: OpeningNeed) -> int:
    """Places of this need that nobody holds now."""
    return need.places - Assignment.objects.active().filter(need=need).count()


def reason_to_end(call: ReplacementCall, need: OpeningNeed, *, at: datetime) -> CallEnd | None:
    """Why nobody has to be looked for any more, or None. `need` is read under its lock."""
    if need.opening.begins_at <= at:
        return CallEnd.BEGUN
    if need.opening.state != OpeningState.PLANNED:
        return CallEnd.CANCELLED
    if missing_places(need) > 0:
        return None
    taken = Assignment.objects.active().filter(need=need, created_at__gte=call.created_at)
    return CallEnd.FILLED if taken.exists() else CallEnd.SHRUNK


def ranked(call: ReplacementCall, need: OpeningNeed) -> list[Any]:
    """Those who may hold the place and were not asked yet, the best first; always the same order.

    First those who said « oui » too late for this day; then the fewest places around the day for
    what they wish, then who likes the post. People who never said that they come on that half-day
    after those who did; beginners last, and never where they would be alone.
    """
    able = {one.pk: one for one in candidates(need) if one.able}
    asked = CalledPerson.objects.filter(call__need__opening=need.opening_id)
    left_out = set(
        asked.filter(Q(call=call) | Q(answer=Answer.NO)).values_list("volunteer", flat=True)
    )
    left_out |= set(
        Assignment.objects.filter(opening=need.opening_id).values_list("volunteer", flat=True)
    )
    would_come = set(asked.filter(answer=Answer.LATE).values_list("volunteer", flat=True))
    guided = Assignment.objects.active().filter(need=need, volunteer__novice=False).exists()
    free = Volunteer.objects.filter(pk__in=able.keys() - left_out).select_related("user")
    chosen = [row for row in free if guided or not row.novice]
    around = _places_around(chosen, need.opening.begins_at)
    likes = dict(
        PostWish.objects.filter(post=need.post_id, volunteer__in=chosen).values_list(
            "volunteer", "liking"
        )
    )

    def order(row: Volunteer) -> tuple[Any, ...]:
        wish = Fraction(row.wish_per_4_weeks * WINDOW_WEEKS, FOUR_WEEKS)
        held = around.get(row.pk, 0)
        wishes_none = not row.wish_per_4_weeks
        load = Fraction(held) / wish if wish else Fraction(held)
        liking = likes.get(row.pk, Liking.FINE)
        unsaid = able[row.pk].reason is not None
        return (row.pk not in would_come, unsaid, row.novice, wishes_none, load, liking, row.pk)

    return sorted(chosen, key=order)


def asked_elsewhere(call: ReplacementCall, *, since: datetime) -> set[int]:
    """Whom other calls have asked after that moment: seven e-mails at once are no question."""
    others = CalledPerson.objects.filter(asked_at__gt=since).exclude(call=call)
    return set(others.values_list("volunteer", flat=True))


def _places_around(people: Iterable[Volunteer], begins_at: datetime) -> dict[int, int]:
    rows = (
        Assignment.objects.active()
        .filter(
            volunteer__in=list(people),
            period__startswith__gte=begins_at - WINDOW,
            period__startswith__lt=begins_at + WINDOW,
        )
        .order_by()
        .values_list("volunteer")
        .annotate(n=Count("pk"))
    )
    return dict(rows)


def of_wave(call: ReplacementCall, wave: int, people: list[Any]) -> list[Any]:
    """Among ranked people, those whom this wave asks."""
    if wave == Wave.STANDBY:
        ready = set(
            Standby.objects.live()
            .filter(opening=call.need.opening_id)
            .values_list("volunteer", flat=True)
        )
        return [row for row in people if row.pk in ready]
    if wave == Wave.ASSOCIATION:
        if call.freed is None:
            return []
        senders = Affiliation.objects.live().filter(volunteer=call.freed.volunteer_id)
        colleagues = set(
            Affiliation.objects.live()
            .filter(organisation__in=senders.values("organisation"))
            .values_list("volunteer", flat=True)
        )
        return [row for row in people if row.pk in colleagues]
    return people


def is_due(call: ReplacementCall, *, at: datetime, left: timedelta, rhythm: Pace) -> bool:
    """Has the wave in course been given its time, or said no as one?"""
    if call.wave == Wave.COORDINATOR:
        return False
    if call.wave_at is None or rhythm.is_urgent(left):
        return True
    waiting = CalledPerson.objects.waiting().filter(call=call).exists()
    return not waiting or at >= call.wave_at + rhythm.wait(left)


def calls_to_look_at() -> list[int]:
    """Calls in course, and those whose people have not all been told that it is over."""
    untold = CalledPerson.objects.waiting().filter(told_at=None, call__ended_at__isnull=False)
    rows = ReplacementCall.objects.filter(Q(ended_at=None) | Q(pk__in=untold.values("call")))
    return list(rows.order_by("need__opening__period", "pk").values_list("pk", flat=True))


def needs_left_empty(at: datetime) -> list[OpeningNeed]:
    """Needs of published openings with empty places, soon, that no call was ever opened for."""
    within = timedelta(days=value(CALL_DAYS.name, on=paris_day(at)))
    published = Assignment.objects.active().values("opening")
    return list(
        OpeningNeed.objects.filter(
            opening__state=OpeningState.PLANNED,
            opening__period__startswith__gt=at,
            opening__period__startswith__lte=at + within,
            opening__in=published,
            calls=None,
        )
        .annotate(filled=Count("assignments", filter=Q(assignments__state=PlaceState.ACTIVE)))
        .filter(filled__lt=F("places"))
        .select_related("opening", "post")
        .order_by("opening__period", "pk")
    )
