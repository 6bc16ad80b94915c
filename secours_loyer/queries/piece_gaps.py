"""The numbers of pieces that a cancelled batch leaves empty: later ones were given meanwhile."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from secours_loyer.models import Batch, Channel, PaymentOrder
from secours_loyer.states import BatchState, OrderState


def left_empty(batch: Batch) -> list[int]:
    """None for a batch that left, nor when its numbers were, or will be, given again."""
    if batch.state != BatchState.CANCELLED or batch.channel != Channel.MANDAT:
        return []
    given = PaymentOrder.objects.filter(budget_year=OuterRef("budget_year")).exclude(
        state=OrderState.UNSENT
    )
    rows = batch.orders.filter(
        ~Exists(given.filter(piece=OuterRef("piece"))),
        Exists(given.filter(piece__gt=OuterRef("piece"))),
    )
    return [piece for piece in rows.order_by("piece").values_list("piece", flat=True) if piece]
