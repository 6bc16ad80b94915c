"""Opening and cancelling days, changing how many people a post needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Q

from actors import rules
from actors.actions.journal import record
from actors.actions.transition import take_all
from actors.models import User
from epicerie.actions.calls import settle_calls
from epicerie.actions.leaving import end_offers, leave_places
from epicerie.actions.locks import lock_need, lock_openings
from epicerie.actions.telling import tell_about
from epicerie.actions.walls import walls
from epicerie.models import (
    Assignment,
    Exchange,
    OpeningDay,
    OpeningNeed,
    Post,
    PresenceSheet,
    Site,
    Standby,
)
from epicerie.states import OPENING, NeedReason
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused


def require_coordinator(by: User) -> None:
    """Refused unless `by` coordinates the grocery."""
    if not rules.GROCERY.allows(by):
        raise Refused("Cela demande le rôle de coordinateur de l’épicerie.")


def usual_site() -> Site:
    """Where an opening is when nobody says where."""
    site = Site.objects.usual()
    if site is None:
        raise Refused("Aucun site n’est en service : remettez-en un en service d’abord.")
    return site


@transaction.atomic
def open_day(
    day: date,
    *,
    starts: time,
    ends: time,
    needs: Mapping[Post, int],
    by: User,
    at: datetime,
    site: Site | None = None,
    skilled: Mapping[Post, int] | None = None,
) -> OpeningDay:
    """Add one opening outside the usual week, with its places by post (None: the usual site).

    `skilled`: how many of them should have the skill of the post, where it is not the usual.
    """
    require_coordinator(by)
    if day < paris_day(at):
        raise Refused("Ce jour est passé : choisissez-en un autre.", field="day")
    if sum(needs.values()) == 0:
        raise Refused("Prévoyez au moins une place.")
    with walls():
        opening = OpeningDay.objects.create(
            site=site or usual_site(), day=day, starts=starts, ends=ends, created_at=at
        )
        OpeningNeed.objects.bulk_create(
            OpeningNeed(
                opening=opening,
                post=post,
                places=places,
                skilled=post.skilled_of(places, (skilled or {}).get(post)),
            )
            for post, places in needs.items()
        )
    record("open_day", opening, by=by, at=at, places=sum(needs.values()))
    return opening


@transaction.atomic
def cancel_day(opening: OpeningDay, *, reason: str, by: User, at: datetime) -> OpeningDay:
    """Cancel a day: every person expected is taken off and told why; nobody once it is over.

    Refused where people were noted present: the day took place.
    """
    require_coordinator(by)
    reason = reason.strip()
    if not reason:
        raise Refused("Dites pourquoi : les bénévoles le liront.", field="reason")
    # The needs first, as `hold_place` does: nobody slips in while people are being told.
    needs = list(lock_openings([opening.pk]).values())
    _refuse_sheet(opening)
    told = at < opening.finishes_at
    _end_offers([opening.pk], by=by, at=at, told=told)
    expected = list(
        Assignment.objects.active()
        .filter(opening=opening)
        .select_related("volunteer__user", "need__post", "opening__site")
        .order_by("pk")
    )
    leave_places(expected, "take_back_place", by=by, at=at)
    if told:
        for assignment in expected:
            tell_about("epicerie.day_cancelled", assignment, at=at, more={"reason": reason})
    return _close([opening], needs, reason=reason[:200], by=by, at=at)[0]


def _refuse_sheet(opening: OpeningDay) -> None:
    sheet = PresenceSheet.objects.filter(opening=opening).first()
    if sheet is None:
        return
    if sheet.signed_at is not None:
        raise Refused(
            "La feuille de présence de ce jour est signée : ses heures sont comptées. Corrigez "
            "plutôt les lignes qui sont fausses, avec la raison."
        )
    raise Refused("Ce jour a une feuille de présence : il a eu lieu.")


def cancel_empty_days(
    openings: Sequence[OpeningDay],
    needs: Iterable[OpeningNeed],
    *,
    reason: str,
    by: User,
    at: datetime,
) -> None:
    """Cancel days that nobody is expected on; `needs`: theirs, all locked by the caller."""
    _end_offers([opening.pk for opening in openings], by=by, at=at)
    _close(openings, needs, reason=reason, by=by, at=at)


def _end_offers(openings: list[int], *, by: User, at: datetime, told: bool = True) -> None:
    """Offers of these days' places, and those that want one of these days in return.

    The days are locked first: an offer that is being written waits, then finds them cancelled.
    """
    days = OpeningDay.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=openings)
    list(days.order_by("pk"))
    offers = Exchange.objects.filter(Q(wanted__in=openings) | Q(offered__opening__in=openings))
    end_offers(offers, by=by, at=at, cancelled=openings, told=told)


def _close(
    openings: Sequence[OpeningDay],
    needs: Iterable[OpeningNeed],
    *,
    reason: str,
    by: User,
    at: datetime,
) -> list[OpeningDay]:
    """The days are cancelled: nobody waits for a call, nobody is looked for any more."""
    with walls():
        cancelled = take_all(
            openings,
            "cancel_day",
            table=OPENING,
            by=by,
            at=at,
            changes=lambda _: {"cancel_reason": reason},
        )
    Standby.objects.live().filter(opening__in=cancelled).update(ended_at=at)
    by_pk = {opening.pk: opening for opening in cancelled}
    theirs = [need for need in needs if need.opening_id in by_pk]
    for need in theirs:
        need.opening = by_pk[need.opening_id]
    settle_calls(theirs, by=by, at=at)
    return cancelled


@transaction.atomic
def change_need(
    need: OpeningNeed,
    places: int,
    *,
    by: User,
    at: datetime,
    skilled: int | None = None,
    reason: str = NeedReason.OTHER,
) -> OpeningNeed:
    """Ask for more or fewer people at a post; refused below the number already placed.

    `skilled`: how many trained ones (None: as many as before). The reason is one of a few, in the
    journal.
    """
    require_coordinator(by)
    return set_need(lock_need(need.pk), places, skilled=skilled, reason=reason, by=by, at=at)


def set_need(
    locked: OpeningNeed,
    places: int,
    *,
    skilled: int | None,
    reason: str,
    by: User,
    at: datetime,
) -> OpeningNeed:
    """`change_need` once the need is locked, with its opening and post at hand."""
    if locked.opening.finishes_at <= at:
        raise Refused("Ce jour est passé : ses besoins ne changent plus.")
    held = list(Assignment.objects.active().filter(need=locked).order_by("place_number"))
    if len(held) > places:
        raise Refused(
            f"{len(held)} personnes sont déjà placées à « {locked.post} » : retirez-en d’abord."
        )
    free = iter(sorted(set(range(1, places + 1)) - {row.place_number for row in held}))
    with walls():
        for row in held:
            if row.place_number > places:
                row.place_number = next(free)
                row.save(update_fields=["place_number"])
        locked.places = places
        trained = locked.skilled if skilled is None else skilled
        locked.skilled = locked.post.skilled_of(places, trained)
        locked.save(update_fields=["places", "skilled"])
    record(
        "change_need",
        locked,
        by=by,
        at=at,
        places=places,
        skilled=locked.skilled,
        reason=NeedReason(reason).value,
    )
    settle_calls([locked], by=by, at=at)
    return locked
