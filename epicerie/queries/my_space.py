"""Everything a volunteer's page shows, in four queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from actors.models import User
from actors.parameters import value
from epicerie.models import (
    Affiliation,
    Assignment,
    HoursEntry,
    HoursKind,
    Volunteer,
    VolunteerSkill,
)
from epicerie.parameters import HORIZON_DAYS
from epicerie.queries.exchanges import Offer, offers_for, open_offer
from epicerie.queries.hours import HoursGiven
from epicerie.queries.my_standby import StandbyDay, standby_days
from epicerie.queries.open_places import OpenDay, OpenPlace, by_day, open_places_for
from epicerie.rules import Facts, why_not
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.prepared import prepared

DAYS_SHOWN = 5


class Shift(NamedTuple):
    """A place that the volunteer holds."""

    pk: int
    opening_id: int
    period: Any
    post: str
    post_code: str
    confirmed: bool
    offer: int | None


@dataclass(frozen=True)
class MySpace:
    """A volunteer's page. `open_places` are those this person may take now."""

    shifts: Sequence[Shift]
    open_places: Sequence[OpenPlace]
    not_for_me: Sequence[tuple[OpenPlace, str]]
    standby_days: Sequence[StandbyDay]
    offers: Sequence[Offer]
    offers_not_for_me: Sequence[tuple[Offer, str]]

    @property
    def next_shift(self) -> Shift | None:
        return self.shifts[0] if self.shifts else None

    @property
    def later_shifts(self) -> Sequence[Shift]:
        return self.shifts[1:]

    @cached_property
    def open_days(self) -> tuple[OpenDay, ...]:
        """Places that may be taken, one entry a day."""
        return by_day(self.open_places)

    @property
    def waiting_days(self) -> tuple[StandbyDay, ...]:
        """Days on whose standby list this person is."""
        return tuple(day for day in self.standby_days if day.waiting)

    @property
    def other_days(self) -> tuple[StandbyDay, ...]:
        """Days on whose standby list they could be."""
        return tuple(day for day in self.standby_days if not day.waiting)

    @property
    def first_open_days(self) -> tuple[OpenDay, ...]:
        return self.open_days[:DAYS_SHOWN]

    @property
    def more_open_days(self) -> tuple[OpenDay, ...]:
        return self.open_days[DAYS_SHOWN:]


def _minutes_given(rows: Any) -> Any:
    """The balance of the ledger of hours."""
    return rows.order_by().values("volunteer").annotate(total=Sum("amount")).values("total")


def _shifts_done(rows: Any) -> Any:
    """Openings whose signed sheet gave hours."""
    return (
        rows.standing()
        .filter(kind=HoursKind.SHIFT)
        .order_by()
        .values("volunteer")
        .annotate(n=Count("pk"))
        .values("n")
    )


@prepared
def _record(user: int) -> QuerySet[Any, Any]:
    own = OuterRef("pk")
    skills = VolunteerSkill.objects.filter(volunteer=own, period__endswith__isnull=False)
    endless = VolunteerSkill.objects.filter(volunteer=own, period__endswith=None)
    given = HoursEntry.objects.filter(volunteer=own)
    return (
        Volunteer.objects.filter(user=user)
        .annotate(
            dated_skills=ArraySubquery(
                skills.values(
                    row=JSONObject(
                        skill="skill", since="period__startswith", until="period__endswith"
                    )
                )
            ),
            endless_skills=ArraySubquery(
                endless.values(row=JSONObject(skill="skill", since="period__startswith"))
            ),
            sent=ArraySubquery(
                Affiliation.objects.filter(volunteer=own).values(
                    row=JSONObject(since="since", until="ended_on")
                )
            ),
            minutes=Subquery(_minutes_given(given)),
            done=Subquery(_shifts_done(given)),
        )
        .values_list(
            *("pk", "language", "active", "dated_skills", "endless_skills", "sent"),
            *("minutes", "done"),
        )
    )


class Me(NamedTuple):
    """What the rule asks about the volunteer, and the hours given."""

    pk: int
    language: str
    active: bool
    skills: list[dict[str, Any]]
    sent: list[dict[str, Any]]
    done: HoursGiven


def me_of(user: User) -> Me | None:
    """None for an account that has no volunteer record."""
    for pk, language, active, dated, endless, sent, minutes, done in _record(user=user.pk):
        given = HoursGiven(minutes or 0, done or 0)
        return Me(pk, language, active, [*dated, *endless], sent, given)
    return None


@prepared
def _own_shifts(volunteer: int, at: datetime) -> QuerySet[Any, Any]:
    coming = Assignment.objects.active().to_come(at).filter(volunteer=volunteer)
    return coming.order_by("period", "pk").values_list(
        *("pk", "opening_id", "period", "need__post__label", "need__post__code"),
        ExpressionWrapper(Q(confirmed_at__isnull=False), output_field=BooleanField()),
        open_offer(OuterRef("pk")),
    )


def _covers(row: dict[str, Any], day: date) -> bool:
    until = row.get("until")
    return date.fromisoformat(row["since"]) <= day and (
        until is None or day < date.fromisoformat(until)
    )


def _facts(me: Me, need: OpenPlace, shifts: Sequence[Shift]) -> Facts:
    day, skill = need.day, need.skill
    held = [row for row in me.skills if row["skill"] == skill]
    ended = [date.fromisoformat(row["until"]) for row in held if row.get("until")]
    return Facts(
        active=me.active,
        affiliated=any(_covers(row, day) for row in me.sent),
        skilled=not skill or any(_covers(row, day) for row in held),
        skill_ended_on=max((end for end in ended if end <= day), default=None),
        placed_that_day=any(shift.opening_id == need.opening_id for shift in shifts),
        overlapping=any(
            shift.period.lower < need.finishes_at and need.begins_at < shift.period.upper
            for shift in shifts
        ),
    )


def my_space(me: Me, *, at: datetime) -> MySpace:
    """Reasons are in the language that is active."""
    shifts = [Shift(*row) for row in _own_shifts(volunteer=me.pk, at=at)]
    horizon = at + timedelta(days=value(HORIZON_DAYS.name, on=paris_day(at)))
    mine, others = [], []
    for place in open_places_for(me.pk, at=at, until=horizon):
        reason = why_not(_facts(me, place, shifts), place.rule_side, at=at, oneself=True)
        if reason is None:
            mine.append(place)
        else:
            others.append((place, reason))
    free = {place.opening_id for place in mine}
    days = standby_days(me.pk, at=at, until=horizon)
    full = [day for day in days if day.waiting or day.pk not in free]
    offers, other_offers = [], []
    for offer in offers_for(me.pk, at=at, until=horizon):
        reason = _offer_reason(me, offer, shifts, at)
        if reason is None:
            offers.append(offer)
        else:
            other_offers.append((offer, reason))
    return MySpace(shifts, mine, others, full, offers, other_offers)


def _offer_reason(me: Me, offer: Offer, shifts: Sequence[Shift], at: datetime) -> str | None:
    """Why this person could not take the place over, having handed theirs over in return."""
    if offer.wanted is not None and all(s.opening_id != offer.wanted for s in shifts):
        return _("Pour cet échange, il faut tenir une place le jour demandé.")
    kept = [shift for shift in shifts if shift.opening_id != offer.wanted]
    facts = _facts(me, offer.place, kept)
    return why_not(facts, offer.place.rule_side, at=at, oneself=True)
