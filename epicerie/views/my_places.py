"""Taking a place, and saying « je ne peux pas venir »: two taps, mail links open the first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.places import give_up_place, hold_place
from epicerie.models import Assignment, OpeningNeed, Volunteer
from epicerie.views.frame import volunteer_nav
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused


def _page(
    request: SignedInRequest, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    full = {**context, "volunteer_nav": volunteer_nav()}
    return render(request, f"epicerie/volunteer/{template}.html", full, status=status)


@ruled(rules.VOLUNTEER)
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: SignedInRequest, pk: int) -> HttpResponse:
    """GET shows the place with one button; POST takes it, or says why not."""
    volunteer = get_object_or_404(Volunteer, user=request.user)
    need = get_object_or_404(
        OpeningNeed.objects.select_related("opening", "post").with_filled(), pk=pk
    )
    if request.method != "POST":
        return _page(request, "take", need=need)
    try:
        hold_place(need, volunteer=volunteer, by=request.user, at=now())
    except Refused as refusal:
        return _page(request, "take", 409, need=need, reason=refusal.message)
    messages.success(request, "C’est noté : cette place est à vous. Un e-mail vous le confirme.")
    return redirect("epicerie:my_shifts")


def _own(user: Any) -> QuerySet[Assignment]:
    return Assignment.objects.filter(volunteer__user=user).select_related(
        "opening", "need__post", "volunteer__user"
    )


@ruled(rules.VOLUNTEER)
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """GET asks once; POST gives the place back. Always possible until the shift ends."""
    shift = get_object_or_404(_own(request.user), pk=pk)
    if request.method != "POST":
        return _page(request, "give_up", shift=shift)
    try:
        give_up_place(shift, by=request.user, at=now())
    except Refused as refusal:
        return _page(request, "give_up", 409, shift=shift, reason=refusal.message)
    messages.success(request, "C’est noté, merci de nous avoir prévenus. Un e-mail le confirme.")
    return redirect("epicerie:my_shifts")
