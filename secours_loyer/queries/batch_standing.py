"""How a batch ended, by what its orders became: settled says that all were answered, not paid."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from reims_solidarite.kit.templatetags.french import count
from secours_loyer.models import Batch, PaymentOrder
from secours_loyer.queries.words import TONES
from secours_loyer.states import SETTLED, BatchState

ENDED = "ended_orders"


def with_ends(rows: QuerySet[Batch]) -> QuerySet[Batch]:
    """The batches with what their orders became, in one query more."""
    return rows.prefetch_related(
        Prefetch("orders", PaymentOrder.objects.only("state", "batch"), to_attr=ENDED)
    )


def ended_badge(batch: Batch) -> tuple[str, str]:
    """The same, of a batch that comes from `with_ends`."""
    return batch_badge(batch, getattr(batch, ENDED))


def batch_badge(batch: Batch, orders: Iterable[PaymentOrder]) -> tuple[str, str]:
    """Its words and their tone; a settled one says how many were paid and how many were not."""
    label = batch.get_state_display()
    if batch.state != BatchState.SETTLED:
        return label, TONES[batch.state]
    states = [order.state for order in orders]
    paid = sum(state in SETTLED for state in states)
    failed = len(states) - paid
    if not failed:
        return f"{label} : {count(paid, 'ordre payé,ordres payés')}", TONES[batch.state]
    lost = count(failed, "ordre non payé,ordres non payés")
    if not paid:
        return f"{label} : {lost}", "danger"
    return f"{label} : {count(paid, 'ordre payé,ordres payés')}, {lost}", "warning"
