"""One edition on one page: state, people, places by workshop, measures to book."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from assises import states
from assises.actions.editions import step_edition
from assises.models import Edition
from assises.queries.staff import board_of
from assises.views.staff.frame import task_frame
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused


@ruled(rules.NETWORK)
@require_safe
def board(request: HttpRequest, year: int) -> HttpResponse:
    """Read only; each button is an action."""
    edition = get_object_or_404(Edition, year=year)
    context = {
        **task_frame(
            request,
            f"{edition.name} {edition.year}",
            ("Éditions", "admin:assises_edition_changelist"),
            lead=edition.get_state_display(),
        ),
        "edition": edition,
        **board_of(edition),
    }
    return render(request, "assises/staff/board.html", context)


@require_POST
@ruled(rules.NETWORK)
def step(request: SignedInRequest, year: int, step: str) -> HttpResponse:
    """Publish, withdraw or close."""
    edition = get_object_or_404(Edition, year=year)
    if step not in states.EDITION:
        raise Http404
    try:
        moved = step_edition(edition, step, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Édition {year} : {moved.get_state_display().lower()}.")
    return redirect("assises:board", year=year)
