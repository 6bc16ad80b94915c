"""One repayment plan: its schedule, its signatures, its printed sheet."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actors import rules
from actors.models import User
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.http import ruled
from secours_loyer.models import RepaymentPlan
from secours_loyer.queries.words import TONES
from secours_loyer.views.staff.frame import note_shown, task_frame
from secours_loyer.views.staff.plan_steps import STEPS
from secours_loyer.views.staff.step_page import StepPage


def _found(uid: Any, user: User) -> RepaymentPlan:
    rows = (
        RepaymentPlan.objects.visible_to(user)
        .select_related(
            "request__household", "request__tenancy__landlord", "prepared_by", "approved_by"
        )
        .prefetch_related("pauses__asked_by", "pauses__approved_by")
    )
    return get_object_or_404(rows, uid=uid)


class PlanPage(StepPage):
    """GET shows; POST takes one step."""

    rule = rules.DECISION_READER
    template = "secours_loyer/staff/plan.html"
    steps = STEPS

    def find(self, user: User, **key: Any) -> RepaymentPlan:
        return _found(key["uid"], user)

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:plan", args=[target.uid])

    def context_of(self, target: Any) -> dict[str, Any]:
        note_shown(self.request, [target.request], ["identity", "debts"])
        file = target.request
        crumb = (file.number, reverse("secours_loyer:file", args=[file.uid]))
        return {
            **task_frame(self.request, f"Plan d’apurement {file.number}", crumb),
            "plan": target,
            "tone": TONES.get(target.state, "neutral"),
            "rows": target.instalments.prefetch_related("reports"),
        }


@ruled(rules.DECISION_READER)
@require_safe
def plan_sheet(request: SignedInRequest, uid: Any) -> HttpResponse:
    """The sheet that tenant and landlord sign."""
    plan = _found(uid, request.user)
    note_shown(request, [plan.request], ["identity", "debts"])
    context = {"plan": plan, "rows": plan.instalments.all()}
    return render(request, "secours_loyer/staff/plan_sheet.html", context)
