"""Everything a volunteer's page shows, in a few queries, as many for any number of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from actors.parameters import dated_value, value
from epicerie.models import Affiliation, Assignment, Companion, CompanionKind
from epicerie.parameters import ASSOCIATION_SHARE, HORIZON_DAYS
from epicerie.queries.exchanges import Offer, offers_for, open_offer
from epicerie.queries.facts.persons import shift_of
from epicerie.queries.me import Me
from epicerie.queries.my_standby import OWN_LIMITS, StandbyDay, no_standby, standby_days
from epicerie.queries.open_places import OpenDay, OpenPlace, by_day, open_places_for
from epicerie.queries.senders import sender_of
from epicerie.rules import Person, why_not
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.prepared import prepared

# Places held that long ago still count: in the month, or in the days between two of them.
COUNTED = timedelta(days=32)
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
    """A volunteer's page. `open_places` are those this person may take now.

    `limited`: days where they could not help out are their own wish, which they may change.
    """

    shifts: Sequence[Shift]
    open_places: Sequence[OpenPlace]
    not_for_me: Sequence[tuple[OpenPlace, str]]
    standby_days: Sequence[StandbyDay]
    no_standby: Sequence[tuple[StandbyDay, str]]
    limited: bool
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


@prepared
def _own_shifts(volunteer: int, since: datetime) -> QuerySet[Any, Any]:
    held = Assignment.objects.active().to_come(since).filter(volunteer=volunteer)
    return held.order_by("period", "pk").values_list(
        *("opening__day", "pk", "opening_id", "period", "need__post__label", "need__post__code"),
        ExpressionWrapper(Q(confirmed_at__isnull=False), output_field=BooleanField()),
        open_offer(OuterRef("pk")),
    )


@prepared
def _others_there(volunteer: int, at: datetime, until: datetime) -> QuerySet[Any, Any]:
    """Who comes on the openings ahead, of those who could keep this person from coming."""
    own = Affiliation.objects.filter(volunteer=volunteer).values("organisation")
    alike = Affiliation.objects.filter(organisation__in=own).values("volunteer")
    apart = Companion.objects.filter(kind=CompanionKind.APART)
    coming = Assignment.objects.active().filter(
        period__startswith__gt=at, period__startswith__lte=until
    )
    return (
        coming.filter(
            Q(volunteer__in=alike)
            | Q(volunteer__in=apart.filter(first=volunteer).values("second"))
            | Q(volunteer__in=apart.filter(second=volunteer).values("first"))
        )
        .annotate(day=F("opening__day"))
        .annotate(sender=sender_of("volunteer", "day"))
        .order_by()
        .values_list("opening_id", "volunteer_id", "sender")
    )


def my_space(me: Me, *, at: datetime) -> MySpace:
    """Reasons are in the language that is active. The places held are read into `me.person`."""
    person = me.person
    shifts = []
    for day, pk, opening, period, *more in _own_shifts(volunteer=person.pk, since=at - COUNTED):
        person.held.append(shift_of(opening, day, period))
        if period.upper > at:
            shifts.append(Shift(pk, opening, period, *more))
    horizon = at + timedelta(days=value(HORIZON_DAYS.name, on=paris_day(at)))
    present: dict[int, dict[int, int | None]] = {}
    for opening, volunteer, sender in _others_there(volunteer=person.pk, at=at, until=horizon):
        present.setdefault(opening, {})[volunteer] = sender
    share = dated_value(ASSOCIATION_SHARE.name)
    open_to_me, others = [], []
    for place in open_places_for(person.pk, at=at, until=horizon):
        seen = place.rule_side(share.on(place.day), present.get(place.opening_id, {}))
        reason = why_not(person, seen, at=at, oneself=True)
        if reason is None:
            open_to_me.append(place)
        else:
            others.append((place, reason.words))
    free = {place.opening_id for place in open_to_me}
    days = standby_days(person.pk, at=at, until=horizon)
    full, not_to_help, limited = [], [], False
    for day in (one for one in days if one.waiting or one.pk not in free):
        if day.waiting or (no := no_standby(person, day)) is None:
            full.append(day)
        else:
            not_to_help.append((day, no.words))
            limited = limited or no.code in OWN_LIMITS
    offers, other_offers = [], []
    for offer in offers_for(person.pk, at=at, until=horizon):
        there = present.get(offer.place.opening_id, {})
        why = _offer_reason(person, offer, there, share.on(offer.place.day), at)
        if why is None:
            offers.append(offer)
        else:
            other_offers.append((offer, why))
    return MySpace(shifts, open_to_me, others, full, not_to_help, limited, offers, other_offers)


def _offer_reason(
    person: Person, offer: Offer, present: dict[int, int | None], share: int, at: datetime
) -> str | None:
    """Why this person could not take the place over, having handed theirs over in return."""
    if offer.wanted is not None and all(s.opening != offer.wanted for s in person.held):
        return _("Pour cet échange, il faut tenir une place le jour demandé.")
    lighter = replace(person, held=[s for s in person.held if s.opening != offer.wanted])
    others = {who: sender for who, sender in present.items() if who != offer.holder}
    reason = why_not(lighter, offer.place.rule_side(share, others), at=at, oneself=True)
    return None if reason is None else reason.words
