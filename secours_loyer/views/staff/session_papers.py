"""The papers of a session: anonymised sheets to print, and the signed minutes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.documents import render_pdf
from reims_solidarite.kit.http import attach, ruled
from secours_loyer.letters.sheets import sheets_paper
from secours_loyer.models import AgendaItem, CommissionSession, SessionMinutes
from secours_loyer.queries.sheet import sheets_of
from secours_loyer.views.staff.frame import note_shown


def pdf(content: bytes, name: str) -> HttpResponse:
    """A paper to download, that no cache keeps."""
    response = HttpResponse(content, content_type="application/pdf")
    attach(response, name)
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _sheets(request: SignedInRequest, number: str, name: str, **only: Any) -> HttpResponse:
    session = get_object_or_404(CommissionSession.objects.visible_to(request.user), number=number)
    items = list(
        AgendaItem.objects.visible_to(request.user)
        .live()
        .filter(session=session, **only)
        .select_related(
            "request__household", "request__debt", "request__tenancy__landlord", "appeal__decision"
        )
        .order_by("rank")
    )
    if not items:
        raise Http404
    note_shown(request, [item.request for item in items], ["resources", "debts"])
    at = now()
    paper = sheets_paper(session, sheets_of(items), by=request.user, at=at)
    return pdf(render_pdf("base/sheet.typ", paper, at=at), name)


@ruled(rules.COMMISSION_READER)
@require_safe
def session_sheets(request: SignedInRequest, number: str) -> HttpResponse:
    """Every file of the session, without a name."""
    return _sheets(request, number, f"{number}-fiches.pdf")


@ruled(rules.COMMISSION_READER)
@require_safe
def item_sheet(request: SignedInRequest, number: str, rank: int) -> HttpResponse:
    """One file, without a name."""
    return _sheets(request, number, f"{number}-fiche-{rank}.pdf", rank=rank)


@ruled(rules.DECISION_READER)
@require_safe
def session_minutes(request: SignedInRequest, number: str) -> HttpResponse:
    """The signed bytes, the same at every download."""
    session = get_object_or_404(CommissionSession.objects.visible_to(request.user), number=number)
    minutes = SessionMinutes.objects.filter(session=session).first()
    if minutes is None:
        raise Http404
    items = (
        AgendaItem.objects.visible_to(request.user)
        .filter(session=session)
        .select_related("request__household")
    )
    note_shown(request, [item.request for item in items], ["debts", "content"])
    return pdf(bytes(minutes.content), minutes.name)
