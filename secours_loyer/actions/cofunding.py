"""Noting what other funds are asked and grant: the request counts what is granted, no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Sum

from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.money import format_cents
from secours_loyer.actions.apart import need_untied
from secours_loyer.actions.doors import action, locked, locked_all, need, seal
from secours_loyer.models import Cofunding, FundAnswer, RentRequest
from secours_loyer.queries.journal_rows import named
from secours_loyer.states import UNDECIDED

Funds = Mapping[str, tuple[str, int]]
"""Fund → (its answer, the amount asked or granted in cents; 0 for a refusal)."""


def granted_of(funds: Funds) -> int:
    """What the funds grant together, in cents."""
    return sum(cents for answer, cents in funds.values() if answer == FundAnswer.GRANTED)


@action
def note_cofunding(
    request: RentRequest, *, fund: str, answer: str, amount_cents: int, by: User, at: datetime
) -> list[Cofunding]:
    """Write or replace what one fund was asked or answered, before the decision.

    Refused when the funds would pay, with the household's part, more than the debt.
    """
    held = locked(request)
    need_untied(held, by)
    need(held.state in UNDECIDED, "La décision est prise : les financements ne changent plus.")
    noted = write_funds(held, {fund: (answer, amount_cents)}, by=by, at=at)
    left = held.debt.certified_cents - held.down_payment_cents
    need(
        held.cofunding_cents <= left,
        f"Les financements dépasseraient la dette : il reste {format_cents(left)} à couvrir.",
        field="amount_cents",
    )
    household = held.household.uid
    record("note_cofunding", held, by=by, at=at, household=household, fund=fund, **named(*noted))
    return noted


def write_funds(held: RentRequest, funds: Funds, *, by: User, at: datetime) -> list[Cofunding]:
    """Write or replace what these funds answered, and the total granted, of a request that the
    caller holds; a fund that is not named stays as it is."""
    for answer, cents in funds.values():
        need(
            answer == FundAnswer.REFUSED or cents > 0,
            "Indiquez le montant demandé ou accordé.",
            field="amount_cents",
        )
    if funds:
        locked_all(held.cofundings.filter(fund__in=funds))
    noted = Cofunding.objects.bulk_create(
        (
            Cofunding(
                request=held,
                fund=fund,
                state=answer,
                amount_cents=0 if answer == FundAnswer.REFUSED else cents,
                noted_by=by,
                noted_at=at,
            )
            for fund, (answer, cents) in funds.items()
        ),
        update_conflicts=True,
        unique_fields=["request", "fund"],
        update_fields=["state", "amount_cents", "noted_by", "noted_at"],
    )
    if noted:
        granted = held.cofundings.filter(state=FundAnswer.GRANTED)
        held.cofunding_cents = granted.aggregate(total=Sum("amount_cents"))["total"] or 0
        held.save(update_fields=["cofunding_cents"])
        seal(*noted, held, at=at)
    return noted
