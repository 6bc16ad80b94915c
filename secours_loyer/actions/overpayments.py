"""A landlord received too much: recorded, claimed by another person, recovered, or dropped."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Sum

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.apart import need_two_people, need_untied, need_untied_order
from secours_loyer.actions.doors import action, locked, need, seal, step
from secours_loyer.actions.letters import keep_overpayment_letter
from secours_loyer.actions.numbers import next_number
from secours_loyer.actions.return_quarantine import dismiss_line
from secours_loyer.models import (
    EntryKind,
    Overpayment,
    PaymentEntry,
    PaymentOrder,
    RentRequest,
    ReturnLine,
)
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.sentences import TRIGGERS
from secours_loyer.queries.sentences_of_money import MONEY
from secours_loyer.queries.sums_received import (
    alike,
    alike_by_hand_words,
    alike_line_words,
    seen_again,
)
from secours_loyer.states import OVERPAYMENT, SETTLED, OverpaymentState

APART = (
    "Vous avez constaté ce trop-perçu : une autre personne le réclame au bailleur, ou l’abandonne."
)


@action
def record_overpayment(
    order: PaymentOrder, *, cents: int, cause: str, words: str, by: User, at: datetime
) -> Overpayment:
    """A part or all of a payment was not due; nothing is claimed yet."""
    need(rules.FINANCE.allows(by), "Un trop-perçu est constaté par le gestionnaire des dépenses.")
    held = locked(order)
    need_untied_order(held, by)
    need(held.state in SETTLED, "Cet ordre n’est pas payé : il n’y a rien à réclamer.")
    need(held.failed_by_id is None, MONEY["order_failure_answered_first"])
    # What the others leave of it is counted by the database, which keeps no wider number.
    need(cents <= held.amount_cents, TRIGGERS["overpayment_within_order"], field="cents")
    found = Overpayment.objects.create(
        number=next_number("TP", paris_day(at).year, 4),
        order=held,
        cents=cents,
        cause=cause,
        words=words.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    household = request_of(found).household.uid
    record("record_overpayment", found, by=by, at=at, household=household, to=found.state)
    seal(found, at=at)
    return found


@action
def claim_overpayment(found: Overpayment, *, title: str, by: User, at: datetime) -> Overpayment:
    """The signatory claims it, under the number of a *titre de recettes*; writes the letter."""
    held = locked(found)
    need_untied(request_of(held), by)
    need(title.strip(), "Indiquez le numéro du titre de recettes.", field="title")
    need(held.recorded_by_id != by.pk, APART)
    changes = {"title": title.strip(), "claimed_by": by, "claimed_at": at}
    claimed = _step(held, "claim_overpayment", changes, by=by, at=at)
    keep_overpayment_letter(claimed, by=by, at=at)
    return claimed


@action
def note_recovery(
    found: Overpayment,
    *,
    by: User,
    at: datetime,
    cents: int | None = None,
    received_on: date | None = None,
    line: ReturnLine | None = None,
) -> Overpayment:
    """Money came back: as a line of a statement shows it, or as somebody read it."""
    need(rules.FINANCE.allows(by), "Une somme reçue est notée par le gestionnaire des dépenses.")
    held = locked(found)
    need_untied(request_of(held), by)
    need(held.state == OverpaymentState.CLAIMED, "Ce trop-perçu n’est pas réclamé.")
    need(locked(held.order).failed_by_id is None, MONEY["order_failure_answered_first"])
    need(
        line is None or not (cents or received_on),
        "Choisissez une ligne du relevé, ou écrivez un montant et un jour : pas les deux.",
        field="cents" if cents else "received_on",
    )
    if line is not None:
        line = _taken_for(held, line, by=by, at=at)
        cents, received_on = line.amount_cents, line.booked_on
    if not cents:
        raise Refused("Indiquez le montant reçu, ou choisissez une ligne de retour.", field="cents")
    day = received_on or paris_day(at)
    if line is None and (like := alike(cents, day, None)) is not None:
        raise Refused(alike_by_hand_words(like), field="cents")
    need(day <= paris_day(at), "Cette date est à venir.", field="received_on")
    left = left_of(held)
    need(
        cents <= left,
        f"Il ne reste que {format_cents(left)} à recevoir.",
        field="cents",
    )
    came = held.recoveries.create(cents=cents, received_on=day, line=line, by=by, at=at)
    entry = PaymentEntry.objects.create(
        at=at,
        amount=came.cents,
        kind=EntryKind.RECOVERED,
        award_id=held.order.award_id,
        order=held.order,
        by=by,
    )
    seal(came, entry, at=at)
    household = request_of(held).household.uid
    record("note_recovery", held, by=by, at=at, household=household, **named(came, entry))
    if left_of(held):
        return held
    return _step(held, "recover_overpayment", {}, by=by, at=at)


@action
def drop_overpayment(found: Overpayment, *, reason: str, by: User, at: datetime) -> Overpayment:
    """What is left is no longer claimed, for a reason that stays."""
    held = locked(found)
    need_untied(request_of(held), by)
    need(reason.strip(), "Écrivez pourquoi la réclamation est abandonnée.", field="reason")
    need(held.recorded_by_id != by.pk, APART)
    changes = {"reason": reason.strip(), "dropped_by": by, "dropped_at": at}
    return _step(held, "drop_overpayment", changes, by=by, at=at)


def _taken_for(found: Overpayment, line: ReturnLine, *, by: User, at: datetime) -> ReturnLine:
    """The line, put aside for this claim: a sum that is already counted is not counted again."""
    held = locked(line)
    if (seen := seen_again(held)) is not None:
        told = f"Déjà vue : ce mouvement est déjà compté pour le trop-perçu {seen.overpayment}."
        raise Refused(told, field="line")
    reason = f"Remboursement du trop-perçu {found.number}."
    if (like := alike(held.amount_cents, held.booked_on or paris_day(at), held)) is not None:
        need(held.aside_by_id not in (None, by.pk), alike_line_words(like), field="line")
        need_two_people(by, held.aside_by_id)
        reason = f"{reason} Autre somme, selon {held.aside_by} : {held.reason}"[:300]
    return dismiss_line(held, reason=reason, by=by, at=at)


def left_of(found: Overpayment) -> int:
    """What is still to come back."""
    came: int = found.recoveries.aggregate(total=Sum("cents"))["total"] or 0
    return found.cents - came


def request_of(found: Overpayment) -> RentRequest:
    return found.order.award.decision.request


def _step(
    found: Overpayment, name: str, changes: dict[str, object], *, by: User, at: datetime
) -> Overpayment:
    return step(
        found,
        name,
        table=OVERPAYMENT,
        by=by,
        at=at,
        request=request_of(found),
        changes=changes,
    )
