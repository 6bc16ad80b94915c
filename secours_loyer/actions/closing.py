"""Closing a file that has nothing left to pay, nor to contest."""

from __future__ import annotations

from datetime import datetime

from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import action, locked, need, step_request
from secours_loyer.actions.letters import keep_closing_letter
from secours_loyer.actions.notices import tell_filer
from secours_loyer.models import (
    Decision,
    EntryKind,
    Outcome,
    Overpayment,
    PaymentEntry,
    RentRequest,
)
from secours_loyer.queries.appeals import delay_of, open_appeal
from secours_loyer.queries.contests import disagreements
from secours_loyer.queries.failures import unconfirmed
from secours_loyer.queries.plan_awaited import awaited_words
from secours_loyer.states import OWED_BACK


@action
def close_request(request: RentRequest, *, by: User, at: datetime) -> RentRequest:
    """An aid wholly paid, or a refusal that can no longer be contested; writes the last letter."""
    held = locked(request)
    waiting = open_appeal(held)
    need(
        waiting is None,
        f"{waiting} : il attend sa réponse. Le dossier se clôt après.",
    )
    told = disagreements(held)
    need(not told, f"{told[0]} Le dossier se clôt après." if told else "")
    decision = held.decisions.filter(replaced_by=None).first()
    if decision is not None:
        _finished(held, decision, at=at)
    closed = step_request(held, "close_request", by=by, at=at, changes={"closed_at": at})
    letter = keep_closing_letter(closed, by=by, at=at)
    tell_filer(closed, "document_waiting", event=f"{letter.event}:close", at=at)
    return closed


def _finished(request: RentRequest, decision: Decision, *, at: datetime) -> None:
    if decision.outcome == Outcome.GRANTED:
        paid = PaymentEntry.objects.filter(
            award__decision__request=request, kind=EntryKind.PAID
        ).balance()
        need(
            not Overpayment.objects.filter(
                order__award__decision__request=request, state__in=OWED_BACK
            ).exists(),
            "Un trop-perçu attend son remboursement. Le dossier se clôt quand il est recouvré ou "
            "abandonné.",
        )
        need(
            not unconfirmed().filter(award__decision__request=request).exists(),
            "L’échec d’un paiement est noté et attend sa confirmation. Le dossier se clôt après.",
        )
        need(
            paid == decision.aid_cents,
            f"Il reste {format_cents(decision.aid_cents - paid)} à payer au bailleur. Le dossier "
            "se clôt quand toute l’aide est payée.",
        )
        awaited = awaited_words(request, decision)
        need(not awaited, f"{awaited} Le dossier se clôt après.")
        return
    delay = delay_of(decision)
    if delay is None:
        raise Refused("La lettre de décision n’est pas écrite : le ménage peut encore contester.")
    need(
        paris_day(at) > delay.until,
        f"Le ménage peut contester jusqu’au {delay.until:%d/%m/%Y} ({delay.words}). Le dossier se "
        "clôt après.",
    )
