"""Which orders of a batch wait for the decision to pay their landlord, and what is read to sign."""

from __future__ import annotations

import hashlib

from django.db.models import Exists, F, OuterRef, QuerySet

from secours_loyer.models import Batch, Channel, PaymentDecision, PaymentOrder, digest_of
from secours_loyer.states import BatchState

_VALID = PaymentDecision.objects.filter(order=OuterRef("pk"), round=OuterRef("round"))


def undecided_orders(batch: Batch) -> QuerySet[PaymentOrder]:
    """Orders that the accountant pays and whose payment to the landlord nobody signed."""
    if batch.channel != Channel.MANDAT:
        return batch.orders.none()
    return batch.orders.filter(~Exists(_VALID)).order_by("line")


def batches_to_sign() -> QuerySet[Batch]:
    """Closed batches with at least one such order."""
    waiting = PaymentOrder.objects.filter(~Exists(_VALID), batch=OuterRef("pk"))
    return Batch.objects.filter(
        Exists(waiting), channel=Channel.MANDAT, state=BatchState.CLOSED
    ).order_by("execute_on", "pk")


def valid_decisions(batch: Batch) -> dict[int, PaymentDecision]:
    """By order: the decision that covers what the order says now."""
    rows = PaymentDecision.objects.filter(order__batch=batch, round=F("order__round"))
    return {row.order_id: row for row in rows}


def digest_of_lines(batch: Batch) -> str:
    """What a signatory reads: every order of the batch, as it is."""
    orders = batch.orders.select_related("account").order_by("line")
    rows = [(str(o.uid), o.round, digest_of(o)) for o in orders]
    text = repr((batch.number, batch.execute_on.isoformat(), rows))
    return hashlib.sha256(text.encode()).hexdigest()
