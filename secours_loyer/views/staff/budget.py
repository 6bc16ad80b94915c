"""The budget of the rent aid: what each year opened, committed and paid."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views import View
from django.views.decorators.http import require_safe

from actors import rules
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now
from reims_solidarite.kit.http import ruled
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.budget import open_credits
from secours_loyer.forms.budget import CreditsForm
from secours_loyer.queries.budget import Year, years_for
from secours_loyer.views.staff.frame import task_frame

HEADS = ("Ouvert", "Engagé, à payer", "Payé", "Disponible")


@ruled(rules.BATCH_READER)
@require_safe
def budget(request: SignedInRequest) -> HttpResponse:
    """Each year's line."""
    lead = "Une aide s’engage à la signature : jamais plus que les crédits ouverts."
    return render(
        request,
        "secours_loyer/staff/budget.html",
        {
            **task_frame(request, "Budget", lead=lead),
            "columns": [
                {"label": "Exercice"},
                {"label": "Imputation"},
                *({"label": label, "numeric": True} for label in HEADS),
            ],
            "table": [_cells(year) for year in years_for(request.user)],
            "may_open": rules.FINANCE.allows(request.user),
        },
    )


def _cells(year: Year) -> list[dict[str, Any]]:
    amounts = (year.opened, year.committed, year.paid, year.left)
    return [
        {"text": str(year.line.year)},
        {"text": year.line.account},
        *({"text": format_cents(cents), "numeric": True} for cents in amounts),
    ]


class OpenCredits(View):
    """The form that records what the board voted."""

    request: SignedInRequest
    rule = rules.FINANCE

    def get(self, request: SignedInRequest) -> HttpResponse:
        return self._show(CreditsForm(target=None))

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = CreditsForm(request.POST, target=None)
        if form.is_valid():
            try:
                open_credits(**form.said(), by=request.user, at=now())
            except Refused as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                messages.success(request, "Les crédits sont enregistrés.")
                return redirect("secours_loyer:budget")
        return self._show(form)

    def _show(self, form: CreditsForm) -> HttpResponse:
        frame = task_frame(self.request, "Saisir des crédits votés")
        return render(
            self.request,
            "secours_loyer/staff/form.html",
            {**frame, "form": form, "submit": "Enregistrer les crédits"},
        )
