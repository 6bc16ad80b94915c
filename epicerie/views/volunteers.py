"""The volunteers' register, for the coordinator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from actors import rules
from actors.views.signed_in import SignedInRequest
from epicerie.actions.volunteers import (
    affiliate,
    change_volunteer,
    end_affiliation,
    end_skill,
    enrol_volunteer,
    grant_skill,
)
from epicerie.forms.refusals import add_refusal
from epicerie.forms.volunteers import AffiliationForm, EnrolForm, SkillForm, VolunteerForm
from epicerie.models import Affiliation, Skill, Volunteer, VolunteerSkill
from epicerie.queries.volunteer_list import volunteers_for
from epicerie.views.frame import task_context
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
        "creneaux": ("créneaux à venir", ("-to_come",)),
    }
    export_name = "benevoles"
    columns = {
        "Nom": lambda row: row.user.last_name,
        "Prénom": lambda row: row.user.first_name,
        "E-mail": lambda row: row.user.email,
        "Téléphone": lambda row: row.user.phone,
        "Associations": lambda row: ", ".join(row.senders),
        "Compétences": skill_words,
        "Créneaux à venir": lambda row: row.to_come,
    }

    def rows(self) -> QuerySet[Any]:
        return volunteers_for(self.request.user, on=today(), at=now())  # type: ignore[arg-type]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["object_list"]:
            row.skill_words = skill_words(row)
        kept = context["kept"]
        return {
            **task_context(self.request, "Bénévoles de l’épicerie"),
            **context,
            "page_query": f"{kept}&" if kept else "",
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


def _change(volunteer: Volunteer, typed: dict[str, Any], **who: Any) -> None:
    change_volunteer(volunteer, **typed, **who)


def _skill(volunteer: Volunteer, typed: dict[str, Any], **who: Any) -> None:
    until = typed["until"] and typed["until"] + ONE_DAY
    grant_skill(volunteer, typed["skill"], since=typed["since"], until=until, **who)


def _affiliation(volunteer: Volunteer, typed: dict[str, Any], **who: Any) -> None:
    affiliate(volunteer, typed["organisation"], since=typed["since"], **who)


FORMS: dict[str, tuple[type[forms.Form], Callable[..., None]]] = {
    "fiche": (VolunteerForm, _change),
    "competence": (SkillForm, _skill),
    "association": (AffiliationForm, _affiliation),
}


@ruled(rules.GROCERY)
@require_http_methods(["GET", "HEAD", "POST"])
def volunteer(request: SignedInRequest, pk: int) -> HttpResponse:
    """One record; each form of the page says in `what` which it is."""
    shown = get_object_or_404(
        Volunteer.objects.visible_to(request.user).select_related("user"), pk=pk
    )
    record = {"active": shown.active, "novice": shown.novice, "channel": shown.channel}
    day = {"since": today()}
    made: dict[str, forms.Form] = {
        "fiche": VolunteerForm(initial=record, prefix="fiche"),
        "competence": SkillForm(initial=day, prefix="competence"),
        "association": AffiliationForm(initial=day, prefix="association"),
    }
    what = request.POST.get("what", "")
    if request.method == "POST" and what in FORMS:
        form_class, act = FORMS[what]
        form = made[what] = form_class(request.POST, prefix=what)
        if form.is_valid():
            try:
                act(shown, form.cleaned_data, by=request.user, at=now())
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, "C’est enregistré.")
                return redirect("epicerie:volunteer", shown.pk)
    context = {
        **task_context(request, str(shown), REGISTER),
        "volunteer": shown,
        "forms": made,
        "today": today(),
        "skills": VolunteerSkill.objects.visible_to(request.user).filter(volunteer=shown),
        "affiliations": Affiliation.objects.visible_to(request.user)
        .filter(volunteer=shown)
        .select_related("organisation"),
        "shifts": shown.assignments.active().to_come(now()).select_related("need__post")[:20],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "epicerie/staff/volunteer.html", context, status=status)


@ruled(rules.GROCERY)
@require_POST
def stop_skill(request: SignedInRequest, pk: int) -> HttpResponse:
    """A skill ends today."""
    skill = get_object_or_404(VolunteerSkill.objects.visible_to(request.user), pk=pk)
    try:
        end_skill(skill, on=today(), by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "La compétence est terminée.")
    return redirect("epicerie:volunteer", skill.volunteer_id)


@ruled(rules.GROCERY)
@require_POST
def stop_affiliation(request: SignedInRequest, pk: int) -> HttpResponse:
    """The association no longer sends this person, from today."""
    affiliation = get_object_or_404(Affiliation.objects.visible_to(request.user), pk=pk)
    try:
        end_affiliation(affiliation, on=today(), by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Le rattachement est terminé.")
    return redirect("epicerie:volunteer", affiliation.volunteer_id)
