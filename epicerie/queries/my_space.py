"""Everything a volunteer's page shows, in four queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, DurationField, ExpressionWrapper, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import JSONObject

from actors.models import User
from actors.parameters import value
from epicerie.models import (
    Affiliation,
    Assignment,
    OpeningDay,
    OpeningNeed,
    Volunteer,
    VolunteerSkill,
)
from epicerie.parameters import HORIZON_DAYS
from epicerie.queries.facts import place_of
from epicerie.rules import Facts, why_not
from epicerie.states import OpeningState, PlaceState
from reims_solidarite.kit.dates import paris_day

MOST_OPEN_PLACES = 60
DAYS_SHOWN = 5


@dataclass(frozen=True)
class MySpace:
    """A volunteer's page. `open_places` are those this person may take now."""

    volunteer: Volunteer
    shifts: Sequence[Assignment]
    open_places: Sequence[OpeningNeed]
    not_for_me: Sequence[tuple[OpeningNeed, str]]
    hours_done: timedelta

    @property
    def next_shift(self) -> Assignment | None:
        return self.shifts[0] if self.shifts else None

    @property
    def later_shifts(self) -> Sequence[Assignment]:
        return self.shifts[1:]

    @property
    def open_days(self) -> list[tuple[OpeningDay, list[OpeningNeed]]]:
        """Places that may be taken, one entry a day."""
        days: dict[int, tuple[OpeningDay, list[OpeningNeed]]] = {}
        for need in self.open_places:
            days.setdefault(need.opening_id, (need.opening, []))[1].append(need)
        return list(days.values())

    @property
    def first_open_days(self) -> list[tuple[OpeningDay, list[OpeningNeed]]]:
        return self.open_days[:DAYS_SHOWN]

    @property
    def more_open_days(self) -> list[tuple[OpeningDay, list[OpeningNeed]]]:
        return self.open_days[DAYS_SHOWN:]

    @property
    def hours_text(self) -> str:
        """« 12 h 30 »."""
        hours, minutes = divmod(int(self.hours_done.total_seconds()) // 60, 60)
        return f"{hours}\u00a0h" + (f"\u00a0{minutes:02}" if minutes else "")


def hours_between(rows: Any) -> Any:
    """Sum of the lengths of `period`."""
    length = ExpressionWrapper(
        F("period__endswith") - F("period__startswith"), output_field=DurationField()
    )
    return rows.order_by().values("volunteer").annotate(total=Sum(length)).values("total")


def _me(user: User, at: datetime) -> Any:
    own = OuterRef("pk")
    skills = VolunteerSkill.objects.filter(volunteer=own, period__endswith__isnull=False)
    endless = VolunteerSkill.objects.filter(volunteer=own, period__endswith=None)
    past = Assignment.objects.active().filter(volunteer=own, period__endswith__lte=at)
    return (
        Volunteer.objects.filter(user=user)
        .annotate(
            dated_skills=ArraySubquery(
                skills.order_by().values(
                    row=JSONObject(
                        skill="skill", since="period__startswith", until="period__endswith"
                    )
                )
            ),
            endless_skills=ArraySubquery(
                endless.order_by().values(row=JSONObject(skill="skill", since="period__startswith"))
            ),
            sent=ArraySubquery(
                Affiliation.objects.filter(volunteer=own)
                .order_by()
                .values(row=JSONObject(since="since", until="ended_on"))
            ),
            done=Subquery(hours_between(past)),
        )
        .first()
    )


def _covers(row: dict[str, Any], day: date) -> bool:
    until = row.get("until")
    return date.fromisoformat(row["since"]) <= day and (
        until is None or day < date.fromisoformat(until)
    )


def _facts(me: Any, need: OpeningNeed, shifts: Sequence[Assignment]) -> Facts:
    day, skill = need.opening.day, need.post.skill
    held = [row for row in (*me.dated_skills, *me.endless_skills) if row["skill"] == skill]
    ended = [date.fromisoformat(row["until"]) for row in held if row.get("until")]
    return Facts(
        active=me.active,
        affiliated=any(_covers(row, day) for row in me.sent),
        skilled=not skill or any(_covers(row, day) for row in held),
        skill_ended_on=max((end for end in ended if end <= day), default=None),
        placed_that_day=any(shift.opening_id == need.opening_id for shift in shifts),
        overlapping=any(
            shift.period.lower < need.opening.finishes_at
            and need.opening.begins_at < shift.period.upper
            for shift in shifts
        ),
    )


def _filled(need: Any) -> int:
    """The count that the query annotated."""
    filled: int = need.filled
    return filled


def my_space(user: User, *, at: datetime) -> MySpace | None:
    """None for an account that has no volunteer record."""
    me = _me(user, at)
    if me is None:
        return None
    shifts = list(
        Assignment.objects.active()
        .to_come(at)
        .filter(volunteer=me)
        .select_related("opening", "need__post")
        .order_by("period", "pk")
    )
    horizon = at + timedelta(days=value(HORIZON_DAYS.name, on=paris_day(at)))
    needs = (
        OpeningNeed.objects.filter(
            opening__state=OpeningState.PLANNED,
            opening__period__startswith__gt=at,
            opening__period__startswith__lte=horizon,
        )
        .exclude(opening__in=[shift.opening_id for shift in shifts])
        .annotate(
            filled=Count("assignments", filter=Q(assignments__state=PlaceState.ACTIVE)),
        )
        .filter(filled__lt=F("places"))
        .select_related("opening", "post")
        .order_by("opening__day", "opening__starts", "post__rank")
    )
    mine, others = [], []
    for need in needs[:MOST_OPEN_PLACES]:
        place = place_of(need, filled=_filled(need))
        reason = why_not(_facts(me, need, shifts), place, at=at, oneself=True)
        if reason is None:
            mine.append(need)
        else:
            others.append((need, reason))
    return MySpace(me, shifts, mine, others, me.done or timedelta())
