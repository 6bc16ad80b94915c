"""When a volunteer can come: the usual week, answers for one date."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.availability import answer_for_day, forget_answer, set_usual_week
from epicerie.forms.my_days import OwnAnswerForm, week_answered
from epicerie.models import Assignment, Half, Volunteer
from epicerie.queries.my_days import answers_to_come, week_lines
from epicerie.queries.own_record import half_day_held, usual_week
from epicerie.views.volunteer_page import volunteer_answer, volunteer_page
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.seen import marks
from reims_solidarite.kit.transitions import Refused

HALVES = tuple((str(half), str(label)) for half, label in Half.choices)


def _days(
    request: SignedInRequest,
    volunteer: Volunteer,
    status: int = 200,
    reason: str = "",
    held: Sequence[Assignment] = (),
) -> HttpResponse:
    week = usual_week(volunteer)
    return volunteer_answer(
        request,
        "my_days",
        status,
        reason=reason,
        held=held,
        lines=week_lines(week),
        seen=marks({"week": week}),
        answers=answers_to_come(volunteer, today()),
        halves=HALVES,
        first_day=today(),
    )


@ruled(rules.VOLUNTEER)
@require_http_methods(["GET", "HEAD", "POST"])
@volunteer_page
def my_days(request: SignedInRequest, volunteer: Volunteer) -> HttpResponse:
    """A box for each half-day of the week; POST keeps those that are ticked."""
    if request.method != "POST":
        return _days(request, volunteer)
    week = week_answered(request.POST.getlist("week"), usual_week(volunteer))
    seen = request.POST.get("seen", "")
    try:
        set_usual_week(volunteer, week, by=request.user, at=now(), seen=seen)
    except Refused as refusal:
        return _days(request, volunteer, 409, refusal.message)
    messages.success(request, _("C’est noté : vos jours sont enregistrés."))
    return redirect("epicerie:my_days")


@ruled(rules.VOLUNTEER)
@require_POST
@volunteer_page
def my_day_answer(request: SignedInRequest, volunteer: Volunteer) -> HttpResponse:
    """« Je peux » or « je ne peux pas » for one half-day of one date."""
    form = OwnAnswerForm(request.POST)
    if not form.is_valid():
        return _days(request, volunteer, 409, _("Choisissez un jour et une demi-journée."))
    said = form.cleaned_data
    held = [] if said["can_come"] else half_day_held(volunteer, said["day"], said["half"], at=now())
    if held:
        return _days(request, volunteer, 409, held=held)
    try:
        answer_for_day(
            volunteer,
            said["day"],
            said["half"],
            can_come=said["can_come"],
            by=request.user,
            at=now(),
        )
    except Refused as refusal:
        return _days(request, volunteer, 409, refusal.message)
    messages.success(request, _("C’est noté pour ce jour-là."))
    return redirect("epicerie:my_days")


@ruled(rules.VOLUNTEER)
@require_POST
@volunteer_page
def my_day_forget(request: SignedInRequest, volunteer: Volunteer, pk: int) -> HttpResponse:
    """The usual week counts again."""
    answer = get_object_or_404(volunteer.dated_availability.select_related("volunteer"), pk=pk)
    held = half_day_held(volunteer, answer.day, answer.half, at=now()) if answer.can_come else []
    if held:
        return _days(request, volunteer, 409, held=held)
    forget_answer(answer, by=request.user, at=now())
    messages.success(request, _("C’est retiré : votre semaine habituelle compte de nouveau."))
    return redirect("epicerie:my_days")
