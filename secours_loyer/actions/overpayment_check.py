"""What came back of the sums paid in excess, added up again beside the ledger."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Sum

from secours_loyer.models import EntryKind, Overpayment, PaymentEntry, Recovery
from secours_loyer.states import OverpaymentState


def overpayment_faults() -> Iterator[str]:
    """One sentence for each order or overpayment whose recoveries are not those entered."""
    by_order: dict[int, int] = dict(
        Recovery.objects.order_by().values_list("overpayment__order").annotate(Sum("cents"))
    )
    entered: dict[int | None, int] = dict(
        PaymentEntry.objects.filter(kind=EntryKind.RECOVERED)
        .order_by()
        .values_list("order")
        .annotate(Sum("amount"))
    )
    for order in sorted({*by_order, *(pk for pk in entered if pk)}):
        if by_order.get(order, 0) != entered.get(order, 0):
            yield f"Ordre {order} : les écritures ne font pas ce que le bailleur a rendu."
    came: dict[int, int] = dict(
        Recovery.objects.order_by().values_list("overpayment").annotate(Sum("cents"))
    )
    for found in Overpayment.objects.filter(state=OverpaymentState.RECOVERED):
        if came.get(found.pk, 0) != found.cents:
            yield f"{found.number} : il n’est pas revenu tout entier."
