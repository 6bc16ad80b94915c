"""Other days for an absence of a volunteer, by the coordinator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.absences import change_absence
from epicerie.forms.refusals import add_refusal
from epicerie.forms.register import AbsenceDaysForm
from epicerie.models import Absence
from epicerie.queries.own_record import days_away
from epicerie.views.frame import task_context
from epicerie.views.volunteers import REGISTER
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.seen import marks
from reims_solidarite.kit.transitions import Refused


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def absence_days(request: SignedInRequest, pk: int) -> HttpResponse:
    """The days of one absence; the places held on the new ones are named."""
    absence = get_object_or_404(
        Absence.objects.visible_to(request.user).select_related("volunteer__user"), pk=pk
    )
    seen = marks(days_away(absence))
    initial = {"first": absence.first, "last": absence.last, "seen": seen}
    form = AbsenceDaysForm(request.POST or None, initial=initial)
    record = reverse("epicerie:volunteer", args=[absence.volunteer_id])
    back = f"{record}#absence"
    if request.method == "POST" and form.is_valid():
        try:
            change_absence(absence, **form.cleaned_data, by=request.user, at=now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Les jours d’absence sont changés.")
            return redirect(back)
    context = {
        **task_context(
            request,
            "Changer les jours d’absence",
            REGISTER,
            (str(absence.volunteer), record),
            lead=str(absence.volunteer),
        ),
        "form": form,
        "send": "Changer ces jours",
        "back": back,
    }
    status = 422 if form.is_bound else 200
    return render(request, "epicerie/staff/form.html", context, status=status)
