"""Days on which a volunteer is away: said, changed, ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.absences import change_absence, declare_absence, end_absence
from epicerie.forms.my_days import OwnAbsenceForm
from epicerie.models import Absence, Assignment, Volunteer
from epicerie.queries.my_days import absences_to_come
from epicerie.queries.own_record import days_away, places_inside
from epicerie.views.volunteer_page import volunteer_answer, volunteer_page
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.seen import marks
from reims_solidarite.kit.transitions import Refused


@ruled(rules.VOLUNTEER)
@require_http_methods(["GET", "HEAD", "POST"])
@volunteer_page
def my_absences(request: SignedInRequest, volunteer: Volunteer) -> HttpResponse:
    """Days away, and the form for more of them."""
    shown = {"first": "", "last": ""}
    return _answer(
        request,
        volunteer,
        shown,
        lambda **days: declare_absence(volunteer, **days, by=request.user, at=now()),
        absences=absences_to_come(volunteer, today()),
    )


@ruled(rules.VOLUNTEER)
@require_http_methods(["GET", "HEAD", "POST"])
@volunteer_page
def my_absence_change(request: SignedInRequest, volunteer: Volunteer, pk: int) -> HttpResponse:
    """Other days for one absence."""
    absence = get_object_or_404(volunteer.absences.select_related("volunteer"), pk=pk)
    shown = {
        "first": absence.first.isoformat(),
        "last": absence.last.isoformat(),
        "seen": marks(days_away(absence)),
    }
    seen = request.POST.get("seen", "")
    return _answer(
        request,
        volunteer,
        shown,
        lambda **days: change_absence(absence, **days, seen=seen, by=request.user, at=now()),
        absence=absence,
    )


def _answer(
    request: SignedInRequest,
    volunteer: Volunteer,
    shown: dict[str, str],
    write: Callable[..., object],
    **context: Any,
) -> HttpResponse:
    """Places held on these days are named, and given up in the same act if wished."""
    status, reason = 200, ""
    held: list[Assignment] = []
    if request.method == "POST":
        form = OwnAbsenceForm(request.POST)
        status, reason = 409, _("Indiquez le premier et le dernier jour.")
        shown = {name: request.POST.get(name, "") for name in shown}
        if form.is_valid():
            said = form.cleaned_data
            held = list(places_inside(volunteer, said["first"], said["last"], at=now()))
            try:
                if not held or said["give_up"]:
                    write(**said)
                    messages.success(request, _("C’est noté, merci de nous avoir prévenus."))
                    return redirect("epicerie:my_absences")
                reason = _("Vous tenez des places pendant ces jours : voici lesquelles.")
            except Refused as refusal:
                held, reason = [], refusal.message
    return volunteer_answer(
        request,
        "my_absences",
        status,
        reason=reason,
        held=held,
        shown=shown,
        first_day=_earliest(context.get("absence"), today()),
        **context,
    )


def _earliest(absence: Absence | None, on: date) -> date:
    """The first day that a form accepts: the past is not rewritten, and stays where it was."""
    return min(absence.first, on) if absence else on


@ruled(rules.VOLUNTEER)
@require_POST
@volunteer_page
def my_absence_end(request: SignedInRequest, volunteer: Volunteer, pk: int) -> HttpResponse:
    """Back, or not away after all."""
    absence = get_object_or_404(volunteer.absences.select_related("volunteer"), pk=pk)
    end_absence(absence, by=request.user, at=now())
    messages.success(request, _("C’est noté : vous n’êtes plus absent ces jours-là."))
    return redirect("epicerie:my_absences")
