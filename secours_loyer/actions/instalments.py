"""What comes of each instalment: noted by the CCAS, or said by the landlord behind their link."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.files import keep_upload
from actors.actions.journal import record
from actors.models import StoredFile, User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from secours_loyer.actions.apart import need_untied
from secours_loyer.actions.doors import action, locked, need, seal, step, step_unsigned
from secours_loyer.actions.filing import Upload
from secours_loyer.models import (
    FactKind,
    Instalment,
    InstalmentFact,
    LandlordLink,
    RepaymentPlan,
)
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.plan_facts import SHORT
from secours_loyer.states import PLAN, RUNNING_PLAN, PlanState


@action
def note_instalment(
    instalment: Instalment,
    *,
    kind: str,
    by: User,
    at: datetime,
    cents: int | None = None,
    proof: Upload | None = None,
) -> InstalmentFact:
    """What a social worker learned of an instalment; one missed puts the plan on alert.

    What the tenant declares needs a proof, and waits for the landlord's word or the CCAS's.
    """
    need(rules.SOCIAL_WORKER.allows(by), "Un constat est noté par un instructeur ou un cadre.")
    need(kind in FactKind.values, "Choisissez ce qui est constaté.", field="kind")
    need(
        kind != FactKind.DECLARED or proof is not None,
        "Joignez la preuve que le locataire a donnée.",
        field="proof",
    )
    plan = _held(instalment)
    need_untied(plan.request, by)
    kept = keep_upload(proof.name, proof.content, by=by, at=at) if proof else None
    fact = _noted(instalment, kind, cents, at=at, by=by, proof=kept)
    record(
        "note_instalment",
        plan,
        by=by,
        at=at,
        household=plan.request.household.uid,
        kind=kind,
        number=instalment.number,
        **named(fact),
    )
    if _alerts(fact, plan, at=at):
        step(plan, "alert_plan", table=PLAN, by=by, at=at, request=plan.request)
    return fact


@action
def instalment_said(
    link: LandlordLink,
    instalment: Instalment,
    *,
    kind: FactKind,
    at: datetime,
    cents: int | None = None,
) -> InstalmentFact:
    """The landlord's own word, through their link."""
    plan = _held(instalment)
    need(
        instalment.due_on <= paris_day(at),
        f"Cette échéance est attendue le {instalment.due_on:%d/%m/%Y} : dites ce qu’il en est ce "
        "jour-là ou après.",
        field="instalment",
    )
    fact = _noted(instalment, kind, cents, at=at, link=link)
    if _alerts(fact, plan, at=at):
        step_unsigned(plan, "plan_alert", PlanState.ALERT, request=plan.request, at=at)
    return fact


def _held(instalment: Instalment) -> RepaymentPlan:
    plan = locked(instalment.plan)
    locked(instalment)
    need(plan.state in RUNNING_PLAN, "Ce plan n’est plus en cours. Rechargez la page.")
    return plan


def _noted(
    instalment: Instalment,
    kind: str,
    cents: int | None,
    *,
    at: datetime,
    by: User | None = None,
    link: LandlordLink | None = None,
    proof: StoredFile | None = None,
) -> InstalmentFact:
    whole = instalment.cents
    if kind == FactKind.PARTIAL:
        need(
            cents is not None and 0 < cents < whole,
            f"Indiquez le montant reçu en tout, moins de {format_cents(whole)}.",
            field="cents",
        )
    elif kind == FactKind.MISSED:
        need(
            instalment.due_on <= paris_day(at),
            "Cette échéance n’est pas encore passée.",
            field="instalment",
        )
    told = {FactKind.PARTIAL: cents or 0, FactKind.MISSED: 0}.get(FactKind(kind), whole)
    fact = InstalmentFact.objects.create(
        instalment=instalment, kind=kind, cents=told, proof=proof, link=link, by=by, at=at
    )
    seal(fact, at=at)
    return fact


def _alerts(fact: InstalmentFact, plan: RepaymentPlan, *, at: datetime) -> bool:
    """Missed, or short once it is due: the running plan goes on alert."""
    return (
        fact.kind in SHORT
        and fact.instalment.due_on <= paris_day(at)
        and plan.state == PlanState.ACTIVE
    )
