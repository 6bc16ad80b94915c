"""An association's manager: replacing one of its own, and proposing a volunteer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actors import rules
from actors.models import Organisation
from actors.queries.partner_home import partner_frame
from actors.views.signed_in import SignedInRequest
from epicerie.actions.proposals import propose_volunteer
from epicerie.actions.substitution import substitute_place
from epicerie.forms.proposals import ProposalForm
from epicerie.forms.refusals import add_refusal
from epicerie.models import Volunteer
from epicerie.queries.association import managed_by, own_places
from epicerie.queries.substitutes import substitutes
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.lists import ListPage
from reims_solidarite.kit.transitions import Refused


class OwnShifts(ListPage):
    """Places to come of the manager's own people."""

    rule = rules.ORG_MANAGER
    template_name = "epicerie/partner/shifts.html"
    search = ("volunteer__user__first_name", "volunteer__user__last_name")
    export_name = "creneaux"
    columns = {
        "Jour": lambda row: f"{row.opening.day:%d/%m/%Y}",
        "De": lambda row: f"{row.opening.starts:%H:%M}",
        "À": lambda row: f"{row.opening.ends:%H:%M}",
        "Poste": lambda row: str(row.need.post),
        "Bénévole": lambda row: str(row.volunteer),
    }

    def rows(self) -> QuerySet[Any]:
        return own_places(self.request.user).to_come(now())  # type: ignore[arg-type]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        kept = context["kept"]
        return {
            **partner_frame(self.request.user),  # type: ignore[arg-type]
            **context,
            "at": now(),
            "page_query": f"{kept}&" if kept else "",
        }


@ruled(rules.ORG_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def substitute(request: SignedInRequest, pk: int) -> HttpResponse:
    """The manager's own people for this place; one button a person who may come."""
    place = get_object_or_404(own_places(request.user), pk=pk)
    refused = ""
    if request.method == "POST":
        chosen = get_object_or_404(
            Volunteer.objects.visible_to(request.user), pk=_number(request.POST.get("volunteer"))
        )
        try:
            substitute_place(place, chosen, by=request.user, at=now())
        except Refused as refusal:
            refused = refusal.message
        else:
            replaced = place.volunteer
            done = f"{chosen} remplace {replaced}."
            told = f"{chosen} {chosen.told}, {replaced} {replaced.told}."
            messages.success(request, f"{done} {told}")
            return redirect("epicerie:association_shifts")
    context = {
        **partner_frame(request.user),
        "place": place,
        "begun": place.period.lower <= now(),
        "people": substitutes(place, request.user),
        "refused": refused,
    }
    return render(
        request, "epicerie/partner/substitute.html", context, status=409 if refused else 200
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 12 else 0


@ruled(rules.ORG_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: SignedInRequest) -> HttpResponse:
    """The answer is the same whatever the address: nothing is learnt of who is known elsewhere."""
    own = Organisation.objects.filter(pk__in=managed_by(request.user)).order_by("sort_key")
    form = ProposalForm(request.POST or None, organisations=own)
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        typed.pop("organisation", None)
        try:
            propose_volunteer(form.organisation, **typed, by=request.user, at=now())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(
                request, "C’est transmis : la coordination inscrit la personne et vous prévient."
            )
            return redirect("epicerie:association_volunteers")
    context = {
        **partner_frame(request.user),
        "form": form,
        "back": reverse("epicerie:association_volunteers"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "epicerie/partner/propose.html", context, status=status)
