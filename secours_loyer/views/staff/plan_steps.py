"""The steps of a repayment plan, in the order in which its page offers them."""

from __future__ import annotations

from typing import Any

from actors import rules
from secours_loyer.actions import plan_pauses, plans
from secours_loyer.forms.steps.plans import PauseForm, RestartForm, SignedForm
from secours_loyer.models import RepaymentPlan
from secours_loyer.states import PLAN, RUNNING_PLAN
from secours_loyer.views.staff.step_page import Step, step_of


def _pause(plan: RepaymentPlan) -> Any:
    """The pause asked or running, among those read with the page."""
    return next((p for p in plan.pauses.all() if p.refused_at is None and p.ended_on is None), None)


def _asked(plan: RepaymentPlan) -> bool:
    """A pause waits for its answer."""
    pause = _pause(plan)
    return pause is not None and pause.approved_at is None


STEPS = (
    step_of(PLAN, "approve_plan", lambda p, _g, by, at: plans.approve_plan(p, by=by, at=at),
            "Le plan est approuvé : il peut être signé.",
            unless=lambda p, u: p.prepared_by_id == u.pk),
    step_of(PLAN, "sign_plan", lambda p, g, by, at: plans.sign_plan(p, **g, by=by, at=at),
            "Le plan est en cours.", form=SignedForm),
    step_of(PLAN, "resume_plan", lambda p, _g, by, at: plans.resume_plan(p, by=by, at=at),
            "L’alerte est levée."),
    Step("ask_pause", "Demander une suspension", rules.SOCIAL_WORKER,
         lambda p, g, by, at: plan_pauses.ask_pause(p, **g, by=by, at=at),
         "La suspension est demandée : un cadre doit l’approuver.",
         lambda p, _u: p.state in RUNNING_PLAN and _pause(p) is None, form=PauseForm, tone=""),
    step_of(PLAN, "suspend_plan",
            lambda p, _g, by, at: plan_pauses.approve_pause(p, by=by, at=at),
            "Le plan est suspendu.",
            unless=lambda p, u: not _asked(p) or _pause(p).asked_by_id == u.pk),
    Step("refuse_pause", "Refuser la suspension", rules.MANAGER,
         lambda p, _g, by, at: plan_pauses.refuse_pause(p, by=by, at=at),
         "La suspension est refusée : le plan continue.", lambda p, _u: _asked(p), tone=""),
    step_of(PLAN, "restart_plan",
            lambda p, g, by, at: plan_pauses.restart_plan(p, **g, by=by, at=at),
            "Le plan reprend.", form=RestartForm),
    step_of(PLAN, "break_plan", lambda p, _g, by, at: plans.break_plan(p, by=by, at=at),
            "La rupture est constatée.", tone="danger",
            question="Le plan s’arrêtera. Constater sa rupture ?"),
    step_of(PLAN, "drop_plan", lambda p, _g, by, at: plans.drop_plan(p, by=by, at=at),
            "Le plan est abandonné.", tone="danger",
            question="Ce plan ne sera pas signé. L’abandonner ?"),
)  # fmt: skip
