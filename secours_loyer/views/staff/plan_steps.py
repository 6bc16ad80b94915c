"""The steps of a repayment plan, in the order in which its page offers them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actors import rules
from actors.models import User
from reims_solidarite.kit.clock import today
from secours_loyer.actions import (
    current_rent,
    instalments,
    plan_letters,
    plan_pauses,
    plan_sheets,
    plans,
)
from secours_loyer.actions.filing import Upload
from secours_loyer.forms.steps.plans import (
    AmendmentForm,
    InstalmentForm,
    NoteInstalmentForm,
    NoteRentForm,
    PauseForm,
    RestartForm,
    SheetForm,
    SignedForm,
)
from secours_loyer.models import RepaymentPlan
from secours_loyer.queries.plan_facts import lines_of
from secours_loyer.states import PLAN, RUNNING_PLAN, InstalmentState
from secours_loyer.views.staff.step_page import Step, step_of


def _pause(plan: RepaymentPlan) -> Any:
    """The pause asked or running, among those read with the page."""
    return next((p for p in plan.pauses.all() if p.refused_at is None and p.ended_on is None), None)


def _asked(plan: RepaymentPlan) -> bool:
    """A pause waits for its answer."""
    pause = _pause(plan)
    return pause is not None and pause.approved_at is None


def _all_received(plan: RepaymentPlan) -> bool:
    return all(line.settled for line in lines_of(plan, on=today()))


def _short(plan: RepaymentPlan) -> bool:
    """An instalment is known to be missed: the database would refuse."""
    short = (InstalmentState.MISSED, InstalmentState.PARTIAL)
    return any(line.state in short for line in lines_of(plan, on=today()))


def _unpaid(plan: RepaymentPlan) -> bool:
    return any(line.state in plan_letters.UNPAID for line in lines_of(plan, on=today()))


def _note(_plan: RepaymentPlan, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    proof = given["proof"]
    told = {**given, "proof": Upload(proof.name, proof.read()) if proof else None}
    return instalments.note_instalment(told.pop("instalment"), **told, by=by, at=at)


def _sheet(plan: RepaymentPlan, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    sheet = given["sheet"]
    return plan_sheets.join_sheet(plan, Upload(sheet.name, sheet.read()), by=by, at=at)


STEPS = (
    step_of(PLAN, "approve_plan", lambda p, _g, by, at: plans.approve_plan(p, by=by, at=at),
            "Le plan est approuvé : il peut être signé.",
            unless=lambda p, u: p.prepared_by_id == u.pk),
    step_of(PLAN, "sign_plan", lambda p, g, by, at: plans.sign_plan(p, **g, by=by, at=at),
            "Le plan est en cours. Joignez la feuille signée.", form=SignedForm),
    Step("join_sheet", "Joindre la feuille signée", rules.SOCIAL_WORKER, _sheet,
         "La feuille signée est jointe au plan.",
         lambda p, _u: p.tenant_signed_on is not None and p.signed_sheet_id is None,
         form=SheetForm, tone=""),
    step_of(PLAN, "resume_plan", lambda p, _g, by, at: plans.resume_plan(p, by=by, at=at),
            "L’alerte est levée.", unless=lambda p, _u: _short(p)),
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
    Step("note_instalment", "Constater une échéance", rules.SOCIAL_WORKER, _note,
         "Le constat est noté.", lambda p, _u: p.state in RUNNING_PLAN,
         form=NoteInstalmentForm, tone=""),
    Step("note_rent", "Noter le loyer d’un mois", rules.SOCIAL_WORKER,
         lambda p, g, by, at: current_rent.note_rent(p, **g, by=by, at=at),
         "Le loyer est noté.", lambda p, _u: p.state in RUNNING_PLAN, form=NoteRentForm, tone=""),
    Step("send_reminder", "Écrire un rappel au ménage", rules.SOCIAL_WORKER,
         lambda p, g, by, at: plan_letters.send_reminder(p, **g, by=by, at=at),
         "Le rappel est écrit : il est dans les lettres du dossier.",
         lambda p, _u: p.state in RUNNING_PLAN and _unpaid(p), form=InstalmentForm, tone=""),
    Step("prepare_amendment", "Préparer un avenant", rules.SOCIAL_WORKER,
         lambda p, g, by, at: plans.prepare_amendment(p, **g, by=by, at=at),
         "L’avenant est préparé : un cadre doit l’approuver.",
         lambda p, _u: p.state in RUNNING_PLAN, form=AmendmentForm, tone=""),
    step_of(PLAN, "settle_plan", lambda p, _g, by, at: plans.settle_plan(p, by=by, at=at),
            "Le plan est soldé.", unless=lambda p, _u: not _all_received(p)),
    step_of(PLAN, "break_plan", lambda p, _g, by, at: plans.break_plan(p, by=by, at=at),
            "La rupture est constatée.", tone="danger",
            question="Le plan s’arrêtera. Constater sa rupture ?"),
    step_of(PLAN, "drop_plan", lambda p, _g, by, at: plans.drop_plan(p, by=by, at=at),
            "Le plan est abandonné.", tone="danger",
            question="Ce plan ne sera pas signé. L’abandonner ?"),
)  # fmt: skip
