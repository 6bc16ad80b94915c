"""« Accès à l’épicerie »: what waits, and one household's calculation, decision and history."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from actors import rules
from actors.actions.reading import note_reading
from actors.households.models import Household
from actors.households.queries.rav import compute_rav
from actors.views.signed_in import SignedInRequest
from epicerie.actions.access import change_access, grant_access, refuse_access, request_access
from epicerie.forms.access import DecisionForm
from epicerie.models import Access, Card
from epicerie.states import ACCESS, AccessState
from epicerie.views.frame import task_context
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.lists import ListPage
from reims_solidarite.kit.transitions import Refused

LIST = ("Accès à l’épicerie", "/admin/epicerie/acces/")
CHANGES = {"suspend_access", "resume_access", "end_access"}
ENDING = "Le ménage ne pourra plus venir dès aujourd’hui. Terminer cet accès ?"


class AccessList(ListPage):
    """Accesses, the undecided first; each household shown is written in the access log."""

    rule = rules.GROCERY_DECIDER
    template_name = "epicerie/staff/accesses.html"
    search = ("household__name", "household__number", "household__grocery_card__number")
    sorts = {
        "demande": ("date de la demande", ("-requested_at",)),
        "menage": ("nom du ménage", ("household__name",)),
    }

    def rows(self) -> QuerySet[Any]:
        rows = Access.objects.visible_to(self.request.user).select_related(  # type: ignore[arg-type]
            "household__grocery_card"
        )
        state = self.request.GET.get("etat", "")
        if state in AccessState.values:
            rows = rows.filter(state=state)
        return rows.defer("rav_inputs", "rav_parameters", "rav_result")

    def rows_shown(self, rows: Any) -> None:
        note_reading(
            [row.household.uid for row in rows],
            by=self.request.user,  # type: ignore[arg-type]
            at=now(),
            classes=["identity"],
            route="epicerie:accesses",
            reason=self.rule.label[:80],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        kept = context["kept"]
        return {
            **task_context(self.request, "Accès à l’épicerie"),
            **context,
            "states": AccessState.choices,
            "state": self.request.GET.get("etat", ""),
            "page_query": f"{kept}&" if kept else "",
        }


def _page(
    request: SignedInRequest, household: Household, form: DecisionForm | None, status: int = 200
) -> HttpResponse:
    note_reading(
        [household.uid],
        by=request.user,
        at=now(),
        classes=["identity", "resources", "notes"],
        route="epicerie:household_access",
        reason=rules.GROCERY_DECIDER.label[:80],
    )
    accesses = list(
        Access.objects.visible_to(request.user)
        .filter(household=household)
        .select_related("decided_by")
    )
    waiting = next((row for row in accesses if row.state == AccessState.REQUESTED), None)
    result, problem = None, ""
    try:
        result = compute_rav(household, today())
    except Refused as refusal:
        problem = refusal.message
    if result is not None:
        form = form or DecisionForm()
        form.show(result.measured_cents)
    for row in accesses:
        row.changes = [  # type: ignore[attr-defined]
            {
                "label": step.label,
                "hidden": {"change": name},
                "tone": "danger" if name == "end_access" else "",
                "question": ENDING if name == "end_access" else "",
            }
            for name, step in ACCESS.items()
            if name in CHANGES and row.state in step.sources
        ]
    context = {
        **task_context(request, f"Accès à l’épicerie : {household.name}", LIST),
        "household": household,
        "card": Card.objects.filter(household=household).first(),
        "decided": [row for row in accesses if row.state != AccessState.REQUESTED],
        "waiting": waiting,
        "result": result,
        "explained": result.explain() if result else (),
        "problem": problem,
        "form": form,
        "today": today(),
    }
    return render(request, "epicerie/staff/household_access.html", context, status=status)


@ruled(rules.GROCERY_DECIDER)
@require_safe
def household_access(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """The calculation of today line by line, the decision to take, those taken before."""
    household = get_object_or_404(Household.objects.visible_to(request.user), uid=uid)
    return _page(request, household, None)


@ruled(rules.GROCERY_DECIDER)
@require_POST
def ask(request: SignedInRequest, uid: uuid.UUID) -> HttpResponse:
    """Ask for an access, or for its renewal."""
    household = get_object_or_404(Household.objects.visible_to(request.user), uid=uid)
    try:
        request_access(household, by=request.user, at=now())
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("epicerie:household_access", uid)


@ruled(rules.GROCERY_DECIDER)
@require_POST
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Grant or refuse; a refusal of the portal comes back above the form, as typed."""
    access = get_object_or_404(
        Access.objects.visible_to(request.user).select_related("household"), pk=pk
    )
    form = DecisionForm(request.POST)
    act = grant_access if request.POST.get("decision") == "grant" else refuse_access
    if form.is_valid():
        try:
            act(access, by=request.user, at=now(), **form.cleaned_data)
        except Refused as refusal:
            if not Access.objects.visible_to(request.user).waiting().filter(pk=pk).exists():
                messages.error(request, refusal.message)
                return redirect("epicerie:household_access", access.household.uid)
            form.add_error("reason" if refusal.field == "reason" else None, refusal.message)
        else:
            messages.success(request, "La décision est enregistrée.")
            return redirect("epicerie:household_access", access.household.uid)
    return _page(request, access.household, form, status=422)


@ruled(rules.GROCERY_DECIDER)
@require_POST
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Suspend, resume or end."""
    access = get_object_or_404(
        Access.objects.visible_to(request.user).select_related("household"), pk=pk
    )
    name = request.POST.get("change", "")
    if name in CHANGES:
        try:
            change_access(access, name, by=request.user, at=now())
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "C’est enregistré.")
    return redirect(reverse("epicerie:household_access", args=[access.household.uid]))
