"""A payment comes back: what was claimed of it has no object any more."""

from __future__ import annotations

from datetime import datetime

from actors.models import User
from secours_loyer.actions.doors import locked_all, step
from secours_loyer.models import PaymentOrder
from secours_loyer.states import OVERPAYMENT, OWED_BACK


def void_overpayments(order: PaymentOrder, *, by: User, at: datetime) -> None:
    """Of a held order that has just come back; what the landlord gave back of it stays written."""
    standing = order.overpayments.filter(state__in=OWED_BACK).order_by("pk")
    for found in locked_all(standing):
        step(
            found,
            "void_overpayment",
            table=OVERPAYMENT,
            by=by,
            at=at,
            request=order.award.decision.request,
        )
