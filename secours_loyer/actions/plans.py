"""Repayment plans: prepared by one person, approved by another, signed by tenant and landlord."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Max

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.apart import need_untied
from secours_loyer.actions.contests import need_agreed_debt
from secours_loyer.actions.doors import action, lease_first, locked, need, seal, step
from secours_loyer.actions.plan_letters import keep_breach, keep_convention
from secours_loyer.actions.plan_terms import Terms, effect_of, longest, rows_for
from secours_loyer.models import Decision, Instalment, Outcome, RentRequest, RepaymentPlan
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.plan_facts import repaid_cents
from secours_loyer.queries.ties import apart_among
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
    """A plan for what the decision leaves to one, less what earlier versions brought in.

    Beyond the longest duration, the end of the lease, or what the household can pay, a written
    derogation is needed.
    """
    need(rules.SOCIAL_WORKER.allows(by), "Un plan est préparé par un travailleur social.")
    held = locked(request)
    need(
        not held.plans.filter(state__in=RUNNING_PLAN).exists(),
        "Un plan est déjà en cours pour cette dette. Préparez un avenant depuis sa page.",
    )
    return _written(held, Terms(first_due, count, monthly_cents, derogation.strip()), by=by, at=at)


@action
def prepare_amendment(
    plan: RepaymentPlan,
    *,
    first_due: date,
    reason: str,
    by: User,
    at: datetime,
    count: int | None = None,
    monthly_cents: int | None = None,
    derogation: str = "",
) -> RepaymentPlan:
    """A new version that takes the place of a running plan once it is approved and signed."""
    need(rules.SOCIAL_WORKER.allows(by), "Un avenant est préparé par un travailleur social.")
    need(reason.strip(), "Écrivez pourquoi le plan change.", field="reason")
    request, replaced = locked(plan.request), locked(plan)
    need(replaced.state in RUNNING_PLAN, "Ce plan n’est plus en cours. Rechargez la page.")
    terms = Terms(first_due, count, monthly_cents, derogation.strip())
    return _written(request, terms, by=by, at=at, replaces=replaced, reason=reason.strip())


def _written(
    held: RentRequest,
    terms: Terms,
    *,
    by: User,
    at: datetime,
    replaces: RepaymentPlan | None = None,
    reason: str = "",
) -> RepaymentPlan:
    today = paris_day(at)
    need_untied(held, by)
    total = left_to_plan(held)
    need(terms.first_due > today, "La première échéance doit être à venir.", field="first_due")
    rows = rows_for(total, terms)
    effect = effect_of(rows, held, on=today)
    if effect.warnings and not terms.derogation:
        raise Refused(
            f"{' '.join(effect.warnings)} Écrivez le motif de dérogation.", field="derogation"
        )
    last = held.plans.aggregate(last=Max("version"))["last"] or 0
    plan = RepaymentPlan.objects.create(
        request=held,
        debt_id=held.debt_id,
        version=last + 1,
        total_cents=total,
        instalment_count=len(rows),
        first_due=terms.first_due,
        derogation=terms.derogation,
        replaces=replaces,
        reason=reason,
        most_months=longest(today),
        left_cents=effect.left_cents,
        prepared_by=by,
        prepared_at=at,
    )
    written = Instalment.objects.bulk_create(
        Instalment(plan=plan, number=row.number, due_on=row.due, cents=row.cents) for row in rows
    )
    seal(plan, *written, at=at)
    record(
        "prepare_plan",
        plan,
        by=by,
        at=at,
        household=held.household.uid,
        to=plan.state,
        **named(*written),
    )
    return plan


@action
def approve_plan(plan: RepaymentPlan, *, by: User, at: datetime) -> RepaymentPlan:
    """A manager other than whoever prepared it; the sheet to sign is written."""
    need(
        plan.prepared_by_id != by.pk,
        "Le plan est approuvé par une autre personne que celle qui l’a préparé.",
    )
    need_untied(plan.request, by)
    _as_decided(plan)
    changes = {"approved_by": by, "approved_at": at}
    approved = _step(plan, "approve_plan", by=by, at=at, changes=changes)
    keep_convention(approved, by=by, at=at)
    return approved


@action
def sign_plan(
    plan: RepaymentPlan, *, tenant_on: date, landlord_on: date, by: User, at: datetime
) -> RepaymentPlan:
    """Note both signatures; the plan starts, and the version that it amends ends."""
    today, proposed = paris_day(at), paris_day(plan.prepared_at)
    for field, day in (("tenant_on", tenant_on), ("landlord_on", landlord_on)):
        need(day <= today, "Une signature ne peut pas être datée de l’avenir.", field=field)
        need(
            day >= proposed,
            f"Le plan a été préparé le {proposed:%d/%m/%Y} : personne ne l’a signé avant.",
            field=field,
        )
    lease_first(plan)
    need_untied(plan.request, by)
    _untied_since(plan)
    _as_decided(plan)
    replaced = plan.replaces
    if replaced is not None and locked(replaced).state in RUNNING_PLAN:
        _step(replaced, "replace_plan", by=by, at=at)
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
    lease_first(plan)
    need_untied(plan.request, by)
    return _step(plan, "resume_plan", by=by, at=at)


@action
def break_plan(plan: RepaymentPlan, *, by: User, at: datetime) -> RepaymentPlan:
    """The plan is over before its end, and a letter says so; a new one may be prepared."""
    need_untied(plan.request, by)
    broken = _step(plan, "break_plan", by=by, at=at)
    keep_breach(broken, by=by, at=at)
    return broken


@action
def settle_plan(plan: RepaymentPlan, *, by: User, at: datetime) -> RepaymentPlan:
    """Every instalment is confirmed: the database counts them again."""
    need_untied(plan.request, by)
    return _step(plan, "settle_plan", by=by, at=at)


@action
def drop_plan(plan: RepaymentPlan, *, by: User, at: datetime) -> RepaymentPlan:
    """Never signed: another version will be."""
    need_untied(plan.request, by)
    return _step(plan, "drop_plan", by=by, at=at)


def _untied_since(plan: RepaymentPlan) -> None:
    """Nobody who prepared or approved it declared a tie since."""
    people = [pk for pk in (plan.prepared_by_id, plan.approved_by_id) if pk is not None]
    need(
        not apart_among(plan.request, people).exists(),
        "Une personne qui a préparé ou approuvé ce plan a maintenant un lien avec le dossier : "
        "abandonnez ce plan, une autre personne en prépare un.",
    )


def _as_decided(plan: RepaymentPlan) -> None:
    """What is left to plan may have changed since: a decision, a payment; the lock waits for it.
    Nor does anybody contest the debt."""
    held = locked(plan.request)
    need_agreed_debt(held)
    left = left_to_plan(held)
    need(
        left == plan.total_cents,
        "La décision a changé ou un paiement est arrivé depuis la préparation : il reste "
        f"{format_cents(left)} à rembourser. Abandonnez ce plan, puis préparez-en un autre.",
    )


def left_to_plan(request: RentRequest) -> int:
    """What the decision in force leaves to a plan and that no version of it brought in yet."""
    left = current_decision(request).plan_cents - repaid_cents(request.debt_id)
    need(left > 0, "La décision ne laisse rien à mettre dans un plan, ou tout est déjà remboursé.")
    return left


def current_decision(request: RentRequest) -> Decision:
    """The decision in force, which must be a grant."""
    decision = request.decisions.filter(replaced_by=None).first()
    if decision is None or decision.outcome != Outcome.GRANTED:
        raise Refused("Un plan se prépare après une décision d’accord.")
    return decision


def _step(
    plan: RepaymentPlan,
    name: str,
    *,
    by: User,
    at: datetime,
    changes: dict[str, object] | None = None,
) -> RepaymentPlan:
    return step(plan, name, table=PLAN, by=by, at=at, request=plan.request, changes=changes)
