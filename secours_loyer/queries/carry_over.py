"""Aids still promised on the credits of a past year, and why some cannot be carried over yet."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet

from secours_loyer.models import Award, EntryKind, PaymentEntry, PaymentOrder
from secours_loyer.states import DEAD_ORDER, SETTLED, UNANSWERED, OrderState

# Nothing left: the promise may change its year. A draft follows it.
STILL = (OrderState.DRAFT, *DEAD_ORDER)


def promises_before(year: int) -> QuerySet[PaymentEntry]:
    """Standing promises on the line of an earlier year."""
    return PaymentEntry.objects.filter(
        kind=EntryKind.COMMITTED, amount__gt=0, corrected_by=None, budget_line__year__lt=year
    )


def promised_before(year: int) -> QuerySet[Award]:
    """Aids in force, promised on an earlier year and not paid."""
    paid = PaymentOrder.objects.filter(award=OuterRef("pk"), state__in=SETTLED)
    return (
        Award.objects.filter(
            Exists(promises_before(year).filter(award=OuterRef("pk"))),
            ~Exists(paid),
            revoked_at=None,
        )
        .select_related("decision__request__household")
        .order_by("decision__decided_at", "pk")
    )


def carriable(year: int) -> QuerySet[Award]:
    """Those of which nothing left."""
    busy = PaymentOrder.objects.filter(award=OuterRef("pk")).exclude(state__in=STILL)
    return promised_before(year).filter(~Exists(busy))


def live_orders(awards: Sequence[Award]) -> dict[int, PaymentOrder]:
    """By award: the order that pays it, if one does."""
    rows = PaymentOrder.objects.filter(award__in=awards).exclude(state__in=DEAD_ORDER)
    return {order.award_id: order for order in rows.order_by("pk")}


def obstacle(order: PaymentOrder | None) -> str:
    """What has to happen first, in words; empty when nothing has."""
    if order is None or order.state in STILL:
        return ""
    if order.state in UNANSWERED:
        return "Le paiement est parti : attendez la réponse, l’exercice passé le porte."
    return "Reprenez l’ordre (ou retirez-le de son lot) avant de reporter l’aide."
