"""Sums paid in excess: those that wait, and the movements that may be their return."""

from __future__ import annotations

from django.db.models import QuerySet

from secours_loyer.models import Event, Overpayment, ReturnLine
from secours_loyer.states import OverpaymentState, ReturnState


def sums_received() -> QuerySet[ReturnLine]:
    """Money received in euros, still in quarantine."""
    return ReturnLine.objects.filter(
        state=ReturnState.QUARANTINED,
        event=Event.RECEIVED,
        currency="EUR",
        amount_cents__isnull=False,
    ).order_by("booked_on", "pk")


def to_claim() -> QuerySet[Overpayment]:
    """Found, not claimed yet."""
    return _waiting(OverpaymentState.RECORDED).order_by("recorded_at", "pk")


def to_recover() -> QuerySet[Overpayment]:
    """Claimed, not all come back yet."""
    return _waiting(OverpaymentState.CLAIMED).order_by("claimed_at", "pk")


def _waiting(state: OverpaymentState) -> QuerySet[Overpayment]:
    return Overpayment.objects.filter(state=state).select_related("order")
