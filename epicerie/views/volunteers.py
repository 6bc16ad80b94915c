"""The volunteers' register, for the coordinator."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.volunteers import (
    enrol_volunteer,
)
from epicerie.forms.refusals import add_refusal
from epicerie.forms.volunteers import EnrolForm
from epicerie.models import Skill
from epicerie.queries.volunteer_list import volunteers_for
from epicerie.views.frame import task_context
from epicerie.views.volunteer_filter import VolunteerFilter
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.lists import ListPage
from reims_solidarite.kit.transitions import Refused

ONE_DAY = timedelta(days=1)
REGISTER = ("Bénévoles", "/admin/epicerie/benevoles/")


def skill_words(row: Any) -> str:
    """Skills in date, in words."""
    return ", ".join(str(Skill(code).label) for code in row.skill_codes)


class VolunteerList(ListPage):
    """Search, sort, export."""

    rule = rules.GROCERY
    template_name = "epicerie/staff/volunteers.html"
    search = ("user__first_name", "user__last_name", "user__email")
    sorts = {
        "nom": ("nom", ("user__sort_key", "user__first_name")),
        "association": ("association", ("senders", "user__sort_key")),
        "souhait": ("souhait", ("-wish_per_4_weeks", "user__sort_key")),
        "creneaux": ("créneaux à venir", ("-to_come",)),
    }
    filterset_class = VolunteerFilter
    export_name = "benevoles"
    columns = {
        "Nom": lambda row: row.user.last_name,
        "Prénom": lambda row: row.user.first_name,
        "E-mail": lambda row: row.user.own_email,
        "Téléphone": lambda row: row.user.phone,
        "Associations": lambda row: ", ".join(row.senders),
        "Compétences": skill_words,
        "Débute": lambda row: "oui" if row.novice else "non",
        "Au planning": lambda row: "oui" if row.active else "non",
        "Convention signée le": lambda row: (
            f"{row.convention_signed_on:%d/%m/%Y}" if row.convention_signed_on else ""
        ),
        "Souhait en 4 semaines": lambda row: row.wish_per_4_weeks,
        "Disponibilités dites": lambda row: "oui" if row.says_when else "non",
        "Créneaux à venir": lambda row: row.to_come,
    }

    def rows(self) -> QuerySet[Any]:
        return volunteers_for(self.request.user, on=today(), at=now())  # type: ignore[arg-type]

    def _order(self, sort: str) -> str:
        return f"tri={sort}" if sort in self.sorts else ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["object_list"]:
            row.skill_words = skill_words(row)
        kept = "&".join(part for part in (context["kept"], self._order(context["sort"])) if part)
        return {
            **task_context(self.request, "Bénévoles de l’épicerie"),
            **context,
            "page_query": f"{kept}&" if kept else "",
            "filtered": any(self.request.GET.get(name) for name in self.filterset.filters),
        }


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: SignedInRequest) -> HttpResponse:
    """A new volunteer: account, role, association in one form."""
    form = EnrolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = enrol_volunteer(by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, f"{made} est inscrit : un code par e-mail ouvre son espace.")
            return redirect("epicerie:volunteer", made.pk)
    context = {
        **task_context(request, "Ajouter un bénévole", REGISTER),
        "form": form,
        "send": "Ajouter",
        "back": reverse("epicerie:volunteers"),
    }
    return render(
        request, "epicerie/staff/form.html", context, status=422 if form.is_bound else 200
    )
