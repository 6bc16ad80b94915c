"""Sums paid in excess: those that wait, and what they keep from leaving."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from reims_solidarite.kit.money import format_cents
from secours_loyer.models import Overpayment, PaymentOrder, RentRequest
from secours_loyer.states import OWED_BACK, OrderState, OverpaymentState


def to_claim() -> QuerySet[Overpayment]:
    """Found, not claimed yet."""
    return _waiting(OverpaymentState.RECORDED).order_by("recorded_at", "pk")


def to_recover() -> QuerySet[Overpayment]:
    """Claimed, not all come back yet."""
    return _waiting(OverpaymentState.CLAIMED).order_by("claimed_at", "pk")


def standing_for(requests: Iterable[int]) -> dict[int, list[str]]:
    """By request: why its payments wait, one sentence for each sum paid in excess for the same
    lease and months that is not settled. The same as `models.overpayment_sql.owed_back`."""
    wanted = RentRequest.objects.filter(pk__in=list(requests))
    rows = Overpayment.objects.filter(
        state__in=OWED_BACK,
        order__award__decision__request__tenancy__in=wanted.values("tenancy"),
    ).select_related("order__award__decision__request__debt")
    standing = list(rows.order_by("pk"))
    found: dict[int, list[str]] = {}
    for request in wanted.select_related("debt") if standing else ():
        for row in standing:
            other = row.order.award.decision.request
            same = other.tenancy_id == request.tenancy_id
            if same and _overlap(other.debt.months, request.debt.months):
                found.setdefault(request.pk, []).append(_standing_words(row))
    return found


def claimed_after_return(order: PaymentOrder) -> list[str]:
    """An order that came back before a claim was voided with it: one sentence for each claim."""
    if order.state != OrderState.RETURNED:
        return []
    return [
        f"Ce paiement est revenu, et le trop-perçu {found.number}, de {format_cents(found.cents)}, "
        "reste réclamé au bailleur : le signataire l’abandonne. Faites annuler son titre de "
        "recettes, et rendre ce que le bailleur aurait déjà remboursé."
        for found in order.overpayments.all()
        if found.state in OWED_BACK
    ]


def _overlap(one: Any, other: Any) -> bool:
    """Two ranges of months, whose ends are left out."""
    return bool(one.lower < other.upper and other.lower < one.upper)


def _standing_words(found: Overpayment) -> str:
    return (
        f"Le trop-perçu {found.number}, de {format_cents(found.cents)}, porte sur les mêmes mois "
        "et n’est pas réglé : recouvrez-le, ou faites-le abandonner, avant que ce paiement parte."
    )


def _waiting(state: OverpaymentState) -> QuerySet[Overpayment]:
    return Overpayment.objects.filter(state=state).select_related("order")
