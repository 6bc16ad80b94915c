"""Leaving places: whatever pointed to them ends in the same act.

A link, a telephone call, an offer to exchange: none outlives its place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import QuerySet

from actors.actions.transition import take_all
from actors.models import User
from epicerie.actions.outbox import Notice, Subject, tell_all
from epicerie.actions.telling import forget_offers, forget_places, shift_words
from epicerie.actions.walls import walls
from epicerie.models import Assignment, Exchange
from epicerie.states import EXCHANGE, PLACE, ExchangeState


def leave_places(
    rows: Sequence[Assignment], step: str, *, by: User, at: datetime, but: Exchange | None = None
) -> list[Assignment]:
    """Take the transition `step` of places whose posts are locked; refused if one was left before.

    `but`: the offer by which they are left, which its own act answers.
    """
    with walls():
        left = take_all(
            rows,
            step,
            table=PLACE,
            by=by,
            at=at,
            changes=lambda row: {"sequence": row.sequence + 1, "changed_at": at},
        )
    forget_places(left, at=at)
    offers = Exchange.objects.filter(offered__in=left)
    end_offers(offers.exclude(pk=but.pk) if but else offers, by=by, at=at)
    return left


def end_offers(
    offers: QuerySet[Exchange],
    *,
    by: User,
    at: datetime,
    cancelled: Collection[int] = (),
    told: bool = True,
) -> None:
    """End those that are open: the place offered, or the day asked in return, is gone.

    The person asked is told; so is the holder, where they keep their place (`cancelled`: days).
    """
    rows = list(
        offers.filter(state=ExchangeState.OPEN)
        .select_for_update(of=("self",))
        .select_related(
            *("asked__user", "wanted", "offered__volunteer__user", "offered__need__post"),
            "offered__opening__site",
        )
        .order_by("pk")
    )
    if not rows:
        return
    with walls():
        take_all(
            rows,
            "lapse_exchange",
            table=EXCHANGE,
            by=by,
            at=at,
            changes=lambda _: {"answered_at": at},
        )
    forget_offers(rows, at=at)
    if told:
        notices = [_notice(offer, mine=False) for offer in rows if offer.asked]
        notices += [_notice(offer, mine=True) for offer in rows if offer.wanted_id in cancelled]
        tell_all("epicerie.exchange_ended", notices, at=at)


def _notice(offer: Exchange, *, mine: bool) -> Notice:
    place = offer.offered
    person = place.volunteer if mine or offer.asked is None else offer.asked
    return Notice(
        person,
        dedupe_key=f"epicerie.exchange_ended:{offer.pk}:{person.pk}",
        context={
            **shift_words(place),
            "first_name": person.user.first_name,
            "mine": mine,
            "wanted": offer.wanted.begins_at if offer.wanted else None,
        },
        about=(Subject(exchange=offer),),
    )
