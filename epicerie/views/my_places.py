"""Taking a place, confirming it, « je ne peux pas venir »: two taps; mail links open the first."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.confirming import confirm_place
from epicerie.actions.places import give_up_place, hold_place
from epicerie.models import OpeningNeed, Volunteer
from epicerie.queries.own import own_places
from epicerie.views.volunteer_page import volunteer_answer, volunteer_page
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused


@ruled(rules.VOLUNTEER)
@require_http_methods(["GET", "HEAD", "POST"])
@volunteer_page
def take(request: SignedInRequest, volunteer: Volunteer, pk: int) -> HttpResponse:
    """GET shows the place with one button; POST takes it, or says why not."""
    need = get_object_or_404(
        OpeningNeed.objects.select_related("opening", "post").with_filled(), pk=pk
    )
    if request.method != "POST":
        return volunteer_answer(request, "take", need=need)
    try:
        hold_place(need, volunteer=volunteer, by=request.user, at=now())
    except Refused as refusal:
        return volunteer_answer(request, "take", 409, need=need, reason=refusal.message)
    messages.success(request, _("C’est noté : cette place est à vous. Un e-mail vous le confirme."))
    return redirect("epicerie:my_shifts")


@ruled(rules.VOLUNTEER)
@require_http_methods(["GET", "HEAD", "POST"])
@volunteer_page
def confirm(request: SignedInRequest, volunteer: Volunteer, pk: int) -> HttpResponse:
    """GET shows the shift with one button, for mail links; POST confirms."""
    shift = get_object_or_404(own_places(volunteer), pk=pk)
    if request.method != "POST":
        return volunteer_answer(request, "confirm", shift=shift)
    try:
        confirm_place(shift, by=request.user, at=now())
    except Refused as refusal:
        return volunteer_answer(request, "confirm", 409, shift=shift, reason=refusal.message)
    messages.success(request, _("Merci : la coordination sait que vous venez."))
    return redirect("epicerie:my_shifts")


@ruled(rules.VOLUNTEER)
@require_http_methods(["GET", "HEAD", "POST"])
@volunteer_page
def give_up(request: SignedInRequest, volunteer: Volunteer, pk: int) -> HttpResponse:
    """GET asks once; POST gives the place back. Always possible until the shift ends."""
    shift = get_object_or_404(own_places(volunteer), pk=pk)
    if request.method != "POST":
        return volunteer_answer(request, "give_up", shift=shift)
    try:
        give_up_place(shift, by=request.user, at=now())
    except Refused as refusal:
        return volunteer_answer(request, "give_up", 409, shift=shift, reason=refusal.message)
    messages.success(request, _("C’est noté, merci de nous avoir prévenus. Un e-mail le confirme."))
    return redirect("epicerie:my_shifts")
