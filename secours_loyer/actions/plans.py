"""Repayment plans: prepared by one person, approved by another, signed by tenant and landlord."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Max

from actors import rules
from actors.actions.journal import record
from actors.models import User
from actors.parameters import value
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import action, locked, need, seal, step
from secours_loyer.models import Decision, Instalment, Outcome, RentRequest, RepaymentPlan
from secours_loyer.parameters import PLAN_MONTHS
from secours_loyer.schedule import Instalment as Row
from secours_loyer.schedule import by_amount, by_count
from secours_loyer.states import PLAN, RUNNING_PLAN


@action
def prepare_plan(
    request: RentRequest,
    *,
    first_due: date,
    by: User,
    at: datetime,
    count: int | None = None,
    monthly_cents: int | None = None,
    derogation: str = "",
) -> RepaymentPlan:
    """A new version for what the decision leaves to a plan, by count of months or by amount.

    Beyond the longest duration or the end of the lease, a written derogation is needed.
    """
    need(rules.SOCIAL_WORKER.allows(by), "Un plan est préparé par un travailleur social.")
    held = locked(request)
    decision = current_decision(held)
    need(decision.plan_cents > 0, "La décision ne laisse rien à mettre dans un plan.")
    need(first_due > paris_day(at), "La première échéance doit être à venir.", field="first_due")
    need(
        not held.plans.filter(state__in=RUNNING_PLAN).exists(),
        "Un plan est déjà en cours pour cette dette. Constatez sa rupture avant d’en préparer un "
        "autre.",
    )
    rows = _rows(decision.plan_cents, first_due, count=count, monthly_cents=monthly_cents)
    _bounded(rows, held, derogation, on=paris_day(at))
    last = held.plans.aggregate(last=Max("version"))["last"] or 0
    plan = RepaymentPlan.objects.create(
        request=held,
        debt_id=held.debt_id,
        version=last + 1,
        total_cents=decision.plan_cents,
        instalment_count=len(rows),
        first_due=first_due,
        derogation=derogation.strip(),
        prepared_by=by,
        prepared_at=at,
    )
    written = Instalment.objects.bulk_create(
        Instalment(plan=plan, number=row.number, due_on=row.due, cents=row.cents) for row in rows
    )
    seal(plan, *written, at=at)
    record("prepare_plan", plan, by=by, at=at, household=held.household.uid, to=plan.state)
    return plan


@action
def approve_plan(plan: RepaymentPlan, *, by: User, at: datetime) -> RepaymentPlan:
    """A manager other than whoever prepared it."""
    need(
        plan.prepared_by_id != by.pk,
        "Le plan est approuvé par une autre personne que celle qui l’a préparé.",
    )
    _as_decided(plan)
    return _step(plan, "approve_plan", by=by, at=at, changes={"approved_by": by, "approved_at": at})


@action
def sign_plan(
    plan: RepaymentPlan, *, tenant_on: date, landlord_on: date, by: User, at: datetime
) -> RepaymentPlan:
    """Note both signatures; the plan starts."""
    today = paris_day(at)
    need(
        max(tenant_on, landlord_on) <= today,
        "Une signature ne peut pas être datée de l’avenir.",
        field="tenant_on",
    )
    _as_decided(plan)
    return _step(
        plan,
        "sign_plan",
        by=by,
        at=at,
        changes={"tenant_signed_on": tenant_on, "landlord_signed_on": landlord_on},
    )


@action
def resume_plan(plan: RepaymentPlan, *, by: User, at: datetime) -> RepaymentPlan:
    """The missed instalment was caught up."""
    return _step(plan, "resume_plan", by=by, at=at)


@action
def break_plan(plan: RepaymentPlan, *, by: User, at: datetime) -> RepaymentPlan:
    """The plan is over before its end; a new version may be prepared."""
    return _step(plan, "break_plan", by=by, at=at)


@action
def drop_plan(plan: RepaymentPlan, *, by: User, at: datetime) -> RepaymentPlan:
    """Never signed: another version will be."""
    return _step(plan, "drop_plan", by=by, at=at)


def _as_decided(plan: RepaymentPlan) -> None:
    """A decision signed since then leaves another amount to repay; the lock waits for it."""
    need(
        current_decision(locked(plan.request)).plan_cents == plan.total_cents,
        "La décision a changé depuis la préparation de ce plan. Abandonnez-le, puis préparez-en un "
        "autre.",
    )


def current_decision(request: RentRequest) -> Decision:
    """The decision in force, which must be a grant."""
    decision = request.decisions.filter(replaced_by=None).first()
    if decision is None or decision.outcome != Outcome.GRANTED:
        raise Refused("Un plan se prépare après une décision d’accord.")
    return decision


def _rows(
    total: int, first_due: date, *, count: int | None, monthly_cents: int | None
) -> Sequence[Row]:
    try:
        if count:
            return by_count(total, count, first_due=first_due)
        if monthly_cents:
            return by_amount(total, monthly_cents, first_due=first_due)
    except ValueError as error:
        raise Refused(str(error), field="count") from error
    raise Refused("Donnez le nombre de mois, ou le montant par mois.", field="count")


def _bounded(rows: Sequence[Row], request: RentRequest, derogation: str, *, on: date) -> None:
    most = int(value(PLAN_MONTHS.name, on=on))
    if derogation.strip():
        return
    need(
        len(rows) <= most,
        f"Le plan dure {len(rows)} mois, au-delà de {most} mois : écrivez le motif de dérogation.",
        field="derogation",
    )
    end = request.tenancy.lease_end
    need(
        end is None or rows[-1].due <= end,
        "La dernière échéance tombe après la fin du bail : écrivez le motif de dérogation.",
        field="derogation",
    )


def _step(
    plan: RepaymentPlan,
    name: str,
    *,
    by: User,
    at: datetime,
    changes: dict[str, object] | None = None,
) -> RepaymentPlan:
    return step(plan, name, table=PLAN, by=by, at=at, request=plan.request, changes=changes)
