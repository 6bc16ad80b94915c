"""The kill switch: stop every payment now, open them again now, as often as needed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from actors import rules
from actors.actions.parameters import decide_parameter, decided
from actors.queries.parameter_values import Stated, stated_parameters
from actors.views.refusals import show_refusal
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.seen import marks
from reims_solidarite.kit.transitions import Refused
from secours_loyer.forms.steps.payment_stop import PaymentStopForm
from secours_loyer.payment_parameters import PAYMENTS_OPEN
from secours_loyer.queries.payment_stop import payment_stop
from secours_loyer.views.staff.frame import task_frame


class PaymentStop(View):
    """One reason and one button; every turn stays written below."""

    request: SignedInRequest
    rule = rules.MANAGER

    def get(self, request: SignedInRequest) -> HttpResponse:
        seen = marks(decided(self._stated().standing))
        return self._show(PaymentStopForm(initial={"seen": seen}))

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = PaymentStopForm(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        opened = not self._stated().value
        try:
            decide_parameter(
                PAYMENTS_OPEN.name,
                opened,
                since=today(),
                decision=form.cleaned_data["reason"],
                by=request.user,
                at=now(),
                seen=form.cleaned_data["seen"],
            )
        except Refused as refusal:
            show_refusal(form, refusal)
            return self._show(form, status=422)
        done = "Les paiements sont rouverts." if opened else "Les paiements sont arrêtés."
        messages.success(request, done)
        return redirect("secours_loyer:payment_stop")

    def _stated(self) -> Stated:
        return stated_parameters(today(), PAYMENTS_OPEN.name)[0]

    def _show(self, form: PaymentStopForm, *, status: int = 200) -> HttpResponse:
        stated = self._stated()
        title = "Arrêter les paiements" if stated.value else "Rouvrir les paiements"
        context: dict[str, Any] = {
            **task_frame(self.request, title, lead=stated.sentence),
            "form": form,
            "submit": title,
            "stated": stated,
            "stop": payment_stop(self.request.user, on=today()),
        }
        return render(self.request, "secours_loyer/staff/payment_stop.html", context, status=status)
