"""The sheet to sign at the door of a workshop; paper works without the network."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actors import rules
from assises.letters.attendance import attendance_sheet
from assises.models import Session
from assises.queries.staff import attendance_rows
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import attach, ruled


@ruled(rules.NETWORK)
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Names, organisations, functions, a signature column, and blank lines for late comers."""
    workshops = Session.objects.workshops().select_related("edition")
    session = get_object_or_404(workshops, pk=pk)
    pdf = attendance_sheet(session, attendance_rows(session.pk), at=now())
    response = HttpResponse(pdf, content_type="application/pdf")
    attach(response, f"emargement-{pk}.pdf")
    return response
