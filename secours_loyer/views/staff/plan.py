"""One repayment plan: its schedule, its signatures, its printed sheet."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from actors import rules
from actors.files import download
from actors.models import User
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.documents import render_pdf
from reims_solidarite.kit.http import ruled
from secours_loyer.actions.letters import TEMPLATE
from secours_loyer.letters.plan import convention, reference_of
from secours_loyer.models import Instalment, LetterKind, RepaymentPlan
from secours_loyer.queries.apart_words import tied_words
from secours_loyer.queries.contests import disagreements
from secours_loyer.queries.file_page import classes_for, letters_for
from secours_loyer.queries.plan_facts import lines_of
from secours_loyer.queries.plan_rents import rents_of
from secours_loyer.queries.words import TONES
from secours_loyer.states import PlanState
from secours_loyer.views.staff.frame import note_shown, task_frame
from secours_loyer.views.staff.plan_steps import STEPS
from secours_loyer.views.staff.session_papers import pdf
from secours_loyer.views.staff.step_page import StepPage

BEFORE_START = (PlanState.DRAFT, PlanState.PROPOSED)


def _found(uid: Any, user: User) -> RepaymentPlan:
    rows = (
        RepaymentPlan.objects.visible_to(user)
        .select_related(
            *("request__household", "request__tenancy__landlord", "request__debt"),
            *("prepared_by", "approved_by", "replaces", "signed_sheet"),
        )
        .prefetch_related(
            "pauses__asked_by",
            "pauses__approved_by",
            Prefetch("instalments", Instalment.objects.prefetch_related("facts__by")),
            *("amendments", "reports"),
        )
    )
    return get_object_or_404(rows, uid=uid)


class PlanPage(StepPage):
    """GET shows; POST takes one step."""

    rule = rules.DECISION_READER
    template = "secours_loyer/staff/plan.html"
    steps = STEPS

    def find(self, user: User, **key: Any) -> RepaymentPlan:
        return _found(key["uid"], user)

    def closed_to(self, target: Any, user: User) -> str:
        return tied_words(target.request, user)

    def address_of(self, target: Any) -> str:
        return reverse("secours_loyer:plan", args=[target.uid])

    def context_of(self, target: Any) -> dict[str, Any]:
        sees = "resources" in classes_for(self.request.user)
        shown = ["identity", "debts", *(["resources"] if sees else [])]
        note_shown(self.request, [target.request], shown)
        file = target.request
        crumb = (file.number, reverse("secours_loyer:file", args=[file.uid]))
        lines = lines_of(target, on=today())
        letters = letters_for(self.request.user).filter(
            request=file, event__regex=rf"^{reference_of(target)}(-\d+)?$"
        )
        return {
            **task_frame(self.request, f"Plan d’apurement {file.number}", crumb),
            "plan": target,
            "waits": disagreements(file) if target.state in BEFORE_START else [],
            "tone": TONES.get(target.state, "neutral"),
            "lines": [{"line": line, "tone": TONES[line.state]} for line in lines],
            "received": (received := sum(line.received_cents for line in lines)),
            "left": target.total_cents - received,
            "sees_resources": sees,
            "rents": rents_of(target, on=today()),
            "letters": letters,
            "draft": target.state == PlanState.DRAFT,
        }


@ruled(rules.DECISION_READER)
@require_safe
def plan_sheet(request: SignedInRequest, uid: Any) -> HttpResponseBase:
    """The paper that tenant and landlord sign, as it was kept; before that, a draft."""
    plan = _found(uid, request.user)
    note_shown(request, [plan.request], ["identity", "debts"])
    letters = letters_for(request.user)
    kept = letters.filter(kind=LetterKind.PLAN, event=reference_of(plan)).first()
    if kept is not None:
        return download(kept.file)
    name = f"projet-{reference_of(plan)}.pdf".lower()
    return pdf(render_pdf(TEMPLATE, convention(plan, at=now()), at=now()), name)


@ruled(rules.DECISION_READER)
@require_safe
def signed_sheet(request: SignedInRequest, uid: Any) -> HttpResponseBase:
    """The sheet as both signed it."""
    plan = _found(uid, request.user)
    if plan.signed_sheet is None:
        raise Http404
    note_shown(request, [plan.request], ["identity", "debts", "content"])
    return download(plan.signed_sheet)
