"""Noting what other funds are asked and grant: the request counts what is granted, no more."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Sum

from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.money import format_cents
from secours_loyer.actions.doors import action, locked, need
from secours_loyer.models import Cofunding, FundAnswer, RentRequest
from secours_loyer.states import UNDECIDED


@action
def note_cofunding(
    request: RentRequest, *, fund: str, answer: str, amount_cents: int, by: User, at: datetime
) -> Cofunding:
    """Write or replace what one fund was asked or answered, before the decision.

    Refused when the funds would pay, with the household's part, more than the debt.
    """
    held = locked(request)
    need(held.state in UNDECIDED, "La décision est prise : les financements ne changent plus.")
    amount = 0 if answer == FundAnswer.REFUSED else amount_cents
    need(
        answer == FundAnswer.REFUSED or amount > 0,
        "Indiquez le montant demandé ou accordé.",
        field="amount_cents",
    )
    noted, _ = Cofunding.objects.update_or_create(
        request=held,
        fund=fund,
        defaults={"state": answer, "amount_cents": amount, "noted_by": by, "noted_at": at},
    )
    granted = held.cofundings.filter(state=FundAnswer.GRANTED).aggregate(total=Sum("amount_cents"))
    held.cofunding_cents = granted["total"] or 0
    left = held.debt.certified_cents - held.down_payment_cents
    need(
        held.cofunding_cents <= left,
        f"Les financements dépasseraient la dette : il reste {format_cents(left)} à couvrir.",
        field="amount_cents",
    )
    held.save(update_fields=["cofunding_cents"])
    record("note_cofunding", held, by=by, at=at, household=held.household.uid, fund=fund)
    return noted
