"""Orders that wait for finance alone: drafts to check, approved ones to gather in a batch."""

from __future__ import annotations

from django.db.models import Count, QuerySet, Sum

from reims_solidarite.kit.money import format_cents
from secours_loyer.models import Channel, PaymentOrder
from secours_loyer.queries.approvers import gone
from secours_loyer.states import OrderState


def to_check() -> QuerySet[PaymentOrder]:
    """Prepared, or taken back, and not checked yet."""
    rows = PaymentOrder.objects.filter(state=OrderState.DRAFT)
    return rows.select_related("account").order_by("prepared_at", "pk")


def to_gather() -> QuerySet[PaymentOrder]:
    """Approved twice, in no batch; without those whose approvals no longer count."""
    rows = PaymentOrder.objects.filter(state=OrderState.APPROVED).exclude(gone())
    return rows.select_related("account").order_by("prepared_at", "pk")


def gathered_by_channel() -> list[str]:
    """« Circuit : 3 ordres approuvés, 1 200,00 € », one a channel with something to pay."""
    sums = {
        row["channel"]: row
        for row in to_gather()
        .order_by()
        .values("channel")
        .annotate(count=Count("pk"), cents=Sum("amount_cents"))
    }
    return [
        f"{label} : {_counted(sums[value]['count'])}, {format_cents(sums[value]['cents'])}"
        for value, label in Channel.choices
        if value in sums
    ]


def _counted(count: int) -> str:
    return f"{count} ordres approuvés" if count > 1 else "1 ordre approuvé"
