"""Exchanging places: offered to one or to all, accepted by one, both places moved at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from actors.actions.journal import record
from actors.actions.transition import take
from actors.models import User
from epicerie.actions.agreement import write_agreement
from epicerie.actions.calls import settle_calls
from epicerie.actions.leaving import leave_places
from epicerie.actions.locks import lock_openings, lock_volunteers
from epicerie.actions.outbox import Notice, Subject, tell, tell_all
from epicerie.actions.telling import forget_offers, shift_words
from epicerie.actions.walls import walls
from epicerie.models import Assignment, Exchange, OpeningDay, OpeningNeed, Volunteer
from epicerie.queries.facts import days_of, persons_for, place_of
from epicerie.queries.partners import possible_partners
from epicerie.rules import why_not
from epicerie.states import EXCHANGE, ExchangeState, OpeningState, PlaceState
from reims_solidarite.kit.transitions import Refused

PEOPLE = ("offered__volunteer__user", "offered__need__post", "offered__opening__site", "wanted")


@transaction.atomic
def offer_exchange(
    offered: Assignment,
    *,
    asked: Volunteer | None,
    wanted: OpeningDay | None,
    by: User,
    at: datetime,
) -> Exchange:
    """Offer one's place to `asked`, or to all who could hold it; `wanted`: the day in return.

    The place stays theirs until somebody accepts. The person asked is told by e-mail.
    """
    held = _held(offered, by=by, at=at)
    if wanted is not None:
        _may_be_wanted(wanted, held, at=at)
    if asked is not None and asked.pk not in possible_partners(held, at=at):
        raise Refused(
            _("Cette personne ne peut pas prendre votre place. Choisissez quelqu’un d’autre.")
        )
    with walls():
        offer = Exchange.objects.create(offered=held, asked=asked, wanted=wanted, created_at=at)
    record("offer_exchange", offer, by=by, at=at, named=asked is not None)
    if asked is not None:
        _tell_asked(offer, asked, held, wanted, at=at)
    return offer


@transaction.atomic
def accept_exchange(
    exchange: Exchange, *, volunteer: Volunteer, by: User, at: datetime
) -> Exchange:
    """The volunteer takes the place offered, and gives theirs of the wanted day in return.

    The first who accepts has it. The rule of the places is asked again for both people, without
    the places that they leave; both are told. Locks: posts, people, then the offer and the places.
    """
    if volunteer.user_id != by.pk:
        raise Refused(_("Chacun accepte pour soi-même."))
    seen = Exchange.objects.select_related("offered").get(pk=exchange.pk)
    mine = None
    if seen.wanted_id is not None:
        mine = Assignment.objects.active().filter(volunteer=volunteer, opening=seen.wanted_id)
    returned = mine.first() if mine is not None else None
    needs = lock_openings({row.opening_id for row in (seen.offered, returned) if row is not None})
    lock_volunteers({volunteer.pk, seen.offered.volunteer_id})
    offer = _open(exchange, at=at)
    if offer.asked_id not in {None, volunteer.pk}:
        raise Refused(_("Cet échange est proposé à une autre personne."))
    if offer.offered.volunteer_id == volunteer.pk:
        raise Refused(_("Cette place est déjà la vôtre."))
    if offer.wanted_id is not None and returned is None:
        raise Refused(_("Pour cet échange, il faut tenir une place le jour demandé."))
    _leave([row for row in (offer.offered, returned) if row is not None], offer, by=by, at=at)
    taken = _seat(needs[offer.offered.need_id], offer.offered, volunteer, by=by, at=at)
    if reason := taken:
        raise Refused(reason)
    if returned is not None and _seat(
        needs[returned.need_id], returned, offer.offered.volunteer, by=by, at=at
    ):
        raise Refused(
            _("L’autre personne ne peut pas tenir votre place ce jour-là. Rien n’a changé.")
        )
    settle_calls(needs.values(), by=by, at=at)
    with walls():
        done = take(
            offer,
            "accept_exchange",
            table=EXCHANGE,
            by=by,
            at=at,
            changes={"taken_by": volunteer, "returned": returned, "answered_at": at},
        )
    _tell_both(offer, volunteer, returned, at=at)
    return done


@transaction.atomic
def decline_exchange(
    exchange: Exchange, *, volunteer: Volunteer, by: User, at: datetime
) -> Exchange:
    """The person asked would rather not; the other is told, without a reason."""
    offer = _open(exchange, at=at)
    if offer.asked_id != volunteer.pk or volunteer.user_id != by.pk:
        raise Refused(_("Cet échange est proposé à une autre personne."))
    done = take(
        offer, "decline_exchange", table=EXCHANGE, by=by, at=at, changes={"answered_at": at}
    )
    forget_offers([offer], at=at)
    notice = Notice(
        offer.offered.volunteer,
        dedupe_key=f"epicerie.exchange_declined:{offer.pk}",
        context=shift_words(offer.offered),
        about=(Subject(exchange=offer),),
    )
    tell("epicerie.exchange_declined", notice, at=at)
    return done


@transaction.atomic
def withdraw_exchange(exchange: Exchange, *, by: User, at: datetime) -> Exchange:
    """The holder keeps the place after all."""
    offer = _open(exchange, at=at)
    if offer.offered.volunteer.user_id != by.pk:
        raise Refused(_("Vous ne pouvez retirer que vos propres offres."))
    forget_offers([offer], at=at)
    return take(
        offer, "withdraw_exchange", table=EXCHANGE, by=by, at=at, changes={"answered_at": at}
    )


def _tell_asked(
    offer: Exchange, asked: Volunteer, held: Assignment, wanted: OpeningDay | None, *, at: datetime
) -> None:
    notice = Notice(
        asked,
        dedupe_key=f"epicerie.exchange_asked:{offer.pk}",
        context={
            **shift_words(held),
            "first_name": asked.user.first_name,
            "wanted": wanted.begins_at if wanted else None,
            "exchange_id": offer.pk,
        },
        about=(Subject(exchange=offer),),
    )
    tell("epicerie.exchange_asked", notice, at=at)


def _held(offered: Assignment, *, by: User, at: datetime) -> Assignment:
    held = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("volunteer__user", "need__post", "opening__site")
        .get(pk=offered.pk)
    )
    if held.volunteer.user_id != by.pk:
        raise Refused(_("Vous ne pouvez échanger que vos propres places."))
    if held.state != PlaceState.ACTIVE:
        raise Refused(_("Cette place n’est plus la vôtre : vous ne pouvez pas l’échanger."))
    if held.period.lower <= at:
        raise Refused(_("Ce créneau a commencé : il ne s’échange plus."))
    return held


def _may_be_wanted(wanted: OpeningDay, held: Assignment, *, at: datetime) -> None:
    if wanted.state != OpeningState.PLANNED or wanted.begins_at <= at:
        raise Refused(_("Ce jour n’est plus possible : choisissez un autre jour en échange."))
    if Assignment.objects.active().filter(opening=wanted, volunteer=held.volunteer).exists():
        raise Refused(_("Vous venez déjà ce jour-là : choisissez un autre jour en échange."))


def _open(exchange: Exchange, *, at: datetime) -> Exchange:
    """The offer under its lock, still open."""
    offer = (
        Exchange.objects.select_for_update(of=("self",)).select_related(*PEOPLE).get(pk=exchange.pk)
    )
    place = offer.offered
    if offer.state == ExchangeState.WITHDRAWN:
        raise Refused(_("Cette offre a été retirée."))
    if offer.state not in {ExchangeState.OPEN, ExchangeState.LAPSED}:
        raise Refused(_("Cet échange a déjà une réponse."))
    if offer.state == ExchangeState.LAPSED or place.period.lower <= at:
        raise Refused(_("Cette offre est terminée : la place n’est plus à échanger."))
    return offer


def _leave(rows: list[Assignment], offer: Exchange, *, by: User, at: datetime) -> None:
    held = Assignment.objects.select_for_update(of=("self",)).active()
    if len(held.filter(pk__in=[row.pk for row in rows]).order_by("pk")) < len(rows):
        raise Refused(_("Les places viennent de changer. Rechargez la page."))
    leave_places(rows, "exchange_place", by=by, at=at, but=offer)


def _seat(
    need: OpeningNeed, left: Assignment, volunteer: Volunteer, *, by: User, at: datetime
) -> str | None:
    """Give the place that was left to the volunteer, or say why not."""
    filled = Assignment.objects.active().filter(need=need).count()
    day = days_of(OpeningDay.objects.filter(pk=need.opening_id))[need.opening_id]
    place = place_of(need, day, filled=filled)
    person = persons_for([place], [volunteer.pk])[volunteer.pk]
    if reason := why_not(person, place, at=at, oneself=True):
        return reason.words
    with walls():
        write_agreement(volunteer, person, [day], by=by, at=at)
        held = Assignment.objects.create(
            opening=need.opening,
            need=need,
            place_number=left.place_number,
            volunteer=volunteer,
            period=need.opening.period,
            created_at=at,
            created_by=by,
            changed_at=at,
        )
    record("hold_place", held, by=by, at=at, oneself=volunteer.user_id == by.pk, exchange=True)
    return None


def _tell_both(
    offer: Exchange, volunteer: Volunteer, returned: Assignment | None, *, at: datetime
) -> None:
    forget_offers([offer], at=at)
    first = offer.offered
    notices = [
        Notice(
            person,
            dedupe_key=f"epicerie.exchange_done:{offer.pk}:{person.pk}",
            context={
                "leaves": shift_words(leaves) if leaves else None,
                "comes": shift_words(comes) if comes else None,
            },
            about=(Subject(exchange=offer),),
            own_act=person == volunteer,
        )
        for person, leaves, comes in (
            (first.volunteer, first, returned),
            (volunteer, returned, first),
        )
    ]
    tell_all("epicerie.exchange_done", notices, at=at)
