"""Year end: what is still promised on a past year, and carrying it over to this one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from actors import rules
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.carry_over import carry_over
from secours_loyer.forms.steps.carry_over import CarryOverForm
from secours_loyer.models import Award, PaymentOrder
from secours_loyer.queries.carry_over import live_orders, obstacle, promised_before, unpaid_of
from secours_loyer.views.staff.frame import note_shown, task_frame

COLUMNS = (
    {"label": "Décision"},
    {"label": "Ménage"},
    {"label": "Reste à payer", "numeric": True},
    {"label": "Ordre"},
    {"label": "Avant de reporter"},
)


class CarryOver(View):
    """Those that may be carried over are boxes to tick; the others say what comes first."""

    request: SignedInRequest
    rule = rules.FINANCE

    def get(self, request: SignedInRequest) -> HttpResponse:
        return self._show(CarryOverForm(target=today().year))

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = CarryOverForm(request.POST, target=today().year)
        if form.is_valid():
            try:
                chosen = promised_before(today().year).filter(pk__in=form.cleaned_data["awards"])
                count = carry_over(chosen, by=request.user, at=now())
            except Refused as refusal:
                form.add_error(refusal.field, refusal.message)
            else:
                done = f"{count} aides sont reportées." if count > 1 else "L’aide est reportée."
                messages.success(request, done)
                return redirect("secours_loyer:carry_over")
        return self._show(form)

    def _show(self, form: CarryOverForm) -> HttpResponse:
        year = today().year
        rows = list(promised_before(year))
        note_shown(self.request, [row.decision.request for row in rows], ["identity", "debts"])
        orders = live_orders(rows)
        frame = task_frame(
            self.request,
            f"Reporter sur {year}",
            ("Budget", reverse("secours_loyer:budget")),
            lead="Ce qui a été accordé sur un exercice passé et reste à payer.",
        )
        return render(
            self.request,
            "secours_loyer/staff/carry_over.html",
            {
                **frame,
                "form": form,
                "year": year,
                "ready": form.ready,
                "columns": COLUMNS,
                "table": [_cells(row, orders.get(row.pk)) for row in rows],
            },
        )


def _cells(award: Award, order: PaymentOrder | None) -> list[dict[str, Any]]:
    decision = award.decision
    return [
        {
            "text": decision.number,
            "url": reverse("secours_loyer:file", args=[decision.request.uid]),
        },
        {"text": decision.request.household.name},
        {"text": format_cents(unpaid_of(award)), "numeric": True},
        {"text": order.get_state_display() if order else "Aucun"},
        {"text": obstacle(order) or "Rien : elle peut être reportée."},
    ]
