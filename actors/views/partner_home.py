"""The partner's first page: what waits for them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actors import rules
from actors.queries.partner_home import panels_for, partner_frame
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.http import ruled


@ruled(rules.PARTNER)
@require_safe
def partner_home(request: SignedInRequest) -> HttpResponse:
    """Panels of every app, for the organisations of this person."""
    context = {
        **partner_frame(request.user),
        "panels": panels_for(request.user, on=today()),
        "memberships": request.user.memberships,
    }
    return render(request, "actors/partner/home.html", context)
