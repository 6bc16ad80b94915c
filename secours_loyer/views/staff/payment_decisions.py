"""The signed decision to pay the landlord of an order, as it was signed."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.http import ruled
from secours_loyer.models import PaymentDecision, PaymentOrder
from secours_loyer.views.staff.frame import note_shown
from secours_loyer.views.staff.session_papers import pdf


@ruled(rules.BATCH_READER)
@require_safe
def payment_decision(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """The one that covers the order as it is now."""
    order = get_object_or_404(
        PaymentOrder.objects.visible_to(request.user).select_related(
            "award__decision__request__household"
        ),
        uid=uid,
    )
    signed = (
        PaymentDecision.objects.visible_to(request.user)
        .filter(order=order, round=order.round)
        .first()
    )
    if signed is None:
        raise Http404
    note_shown(request, [order.award.decision.request], ["identity", "debts", "content"])
    return pdf(bytes(signed.content), signed.name)
