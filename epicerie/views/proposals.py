"""A volunteer proposed by an association: the coordinator registers them, or says why not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.proposals import accept_proposal, refuse_proposal
from epicerie.forms.proposals import RefusalForm
from epicerie.forms.refusals import add_refusal
from epicerie.models import Volunteer, VolunteerProposal
from epicerie.views.frame import task_context
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.transitions import Refused

REGISTER = ("Bénévoles", "/admin/epicerie/benevoles/")


def _proposal(request: SignedInRequest, pk: int) -> VolunteerProposal:
    rows = VolunteerProposal.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("organisation", "proposed_by"), pk=pk)


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: SignedInRequest, pk: int) -> HttpResponse:
    """GET shows the person; POST refuses, with the reason."""
    shown = _proposal(request, pk)
    form = RefusalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_proposal(shown, reason=form.cleaned_data["reason"], by=request.user, at=now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "L’association est prévenue, avec la raison.")
            return redirect("admin:index")
    known = None
    if shown.email:
        people = Volunteer.objects.visible_to(request.user).select_related("user")
        known = people.filter(user__email=shown.email).first()
    context = {
        **task_context(request, f"Bénévole proposé : {shown}", REGISTER),
        "proposal": shown,
        "known": known,
        "form": form,
        "back": reverse("epicerie:volunteers"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "epicerie/staff/proposal.html", context, status=status)


@ruled(rules.GROCERY)
@require_POST
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """Register the person."""
    try:
        made = accept_proposal(_proposal(request, pk), by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("epicerie:proposal", pk)
    messages.success(request, f"{made.volunteer} est inscrit, l’association est prévenue.")
    return redirect("epicerie:volunteer", made.volunteer_id)
