"""Aids still promised on the credits of a past year, and why some cannot be carried over yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import Coalesce

from secours_loyer.models import Award, EntryKind, PaymentEntry, PaymentOrder
from secours_loyer.states import DEAD_ORDER, SETTLED, UNANSWERED, OrderState

# Nothing is on its way: what is not paid may change its year. A draft follows it.
STILL = (OrderState.DRAFT, *DEAD_ORDER)


def promises_before(year: int) -> QuerySet[PaymentEntry]:
    """Standing promises on the line of an earlier year."""
    return PaymentEntry.objects.filter(
        kind=EntryKind.COMMITTED, amount__gt=0, corrected_by=None, budget_line__year__lt=year
    )


def _sum_before(year: int, kind: EntryKind) -> Coalesce:
    """Of one award on the lines of earlier years, what was taken back left out."""
    rows = PaymentEntry.objects.filter(
        award=OuterRef("pk"), kind=kind, budget_line__year__lt=year
    ).order_by()
    return Coalesce(rows.values("award").annotate(cents=Sum("amount")).values("cents"), 0)


def promised_before(year: int) -> QuerySet[Award]:
    """Aids in force, promised on an earlier year and not wholly paid there; `unpaid` cents."""
    promised = _sum_before(year, EntryKind.COMMITTED)
    return (
        Award.objects.filter(revoked_at=None)
        .annotate(unpaid=promised - _sum_before(year, EntryKind.PAID))
        .filter(Exists(promises_before(year).filter(award=OuterRef("pk"))), unpaid__gt=0)
        .select_related("decision__request__household")
        .order_by("decision__decided_at", "pk")
    )


def unpaid_of(award: Any) -> int:
    """Of a row of `promised_before`: cents that no payment of the past years paid."""
    return int(award.unpaid)


def carriable(year: int) -> QuerySet[Award]:
    """Those of which nothing is on its way: what was paid stays where it weighs."""
    busy = PaymentOrder.objects.filter(award=OuterRef("pk")).exclude(state__in=[*STILL, *SETTLED])
    return promised_before(year).filter(~Exists(busy))


def live_orders(awards: Sequence[Award]) -> dict[int, PaymentOrder]:
    """By award: the order that is to pay what is left, if one is."""
    done = [*DEAD_ORDER, *SETTLED]
    rows = PaymentOrder.objects.filter(award__in=awards).exclude(state__in=done)
    return {order.award_id: order for order in rows.order_by("pk")}


def obstacle(order: PaymentOrder | None) -> str:
    """What has to happen first, in words; empty when nothing has."""
    if order is None or order.state in STILL:
        return ""
    if order.state in UNANSWERED:
        return "Le paiement est parti : attendez la réponse, l’exercice passé le porte."
    return "Reprenez l’ordre (ou retirez-le de son lot) avant de reporter l’aide."
