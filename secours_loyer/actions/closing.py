"""Closing a file that has nothing left to pay, nor to contest."""

from __future__ import annotations

from datetime import datetime

from actors.actions.transition import take
from actors.models import User
from reims_solidarite.kit.dates import add_months, paris_day
from reims_solidarite.kit.money import format_cents
from secours_loyer.actions.doors import action, locked, need
from secours_loyer.actions.letters import keep_closing_letter
from secours_loyer.actions.notices import tell_filer
from secours_loyer.models import (
    Decision,
    EntryKind,
    LetterKind,
    Outcome,
    Overpayment,
    PaymentEntry,
    RentRequest,
)
from secours_loyer.states import OWED_BACK, REQUEST

# Gracious appeal and tribunal: two months from the letter (CRPA L411-2, CJA R421-1).
APPEAL_MONTHS = 2


@action
def close_request(request: RentRequest, *, by: User, at: datetime) -> RentRequest:
    """An aid wholly paid, or a refusal that can no longer be contested; writes the last letter."""
    held = locked(request)
    decision = held.decisions.filter(replaced_by=None).first()
    if decision is not None:
        _finished(held, decision, at=at)
    closed = take(
        held,
        "close_request",
        table=REQUEST,
        by=by,
        at=at,
        household=held.household.uid,
        changes={"closed_at": at},
    )
    keep_closing_letter(closed, by=by, at=at)
    tell_filer(closed, "document_waiting", event=f"{closed.number}:close", at=at)
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
            paid == decision.aid_cents,
            f"Il reste {format_cents(decision.aid_cents - paid)} à payer au bailleur. Le dossier "
            "se clôt quand toute l’aide est payée.",
        )
        return
    told = request.letters.filter(kind=LetterKind.DECISION).order_by("at").last()
    until = add_months(paris_day(told.at if told else at), APPEAL_MONTHS)
    need(
        paris_day(at) > until,
        f"Le ménage peut contester jusqu’au {until:%d/%m/%Y}. Le dossier se clôt après.",
    )
