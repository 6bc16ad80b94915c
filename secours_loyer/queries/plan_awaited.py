"""A plan that the decision leaves and that nobody signed yet, nor gave up."""

from __future__ import annotations

from collections.abc import Sequence

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from secours_loyer.models import Decision, Outcome, PlanGivenUp, RentRequest, RepaymentPlan
from secours_loyer.queries.plan_facts import repaid_cents
from secours_loyer.states import RUNNING_PLAN, PlanState

# It was signed by both: it runs, or every instalment of it is paid.
SIGNED_PLAN = (*RUNNING_PLAN, PlanState.SETTLED)
PREPARED = (PlanState.DRAFT, PlanState.PROPOSED)


def given_up(decision: Decision | None) -> PlanGivenUp | None:
    """Why the plan of this decision will not be, once somebody wrote it."""
    return getattr(decision, "plan_given_up", None)


def given_up_words(decision: Decision | None) -> str:
    """The same in a sentence, or nothing."""
    said = given_up(decision)
    if said is None or decision is None:
        return ""
    return (
        f"Le plan d’apurement de {format_cents(decision.plan_cents)} n’aura pas lieu : {said.why} "
        f"({said.by}, le {paris_day(said.at):%d/%m/%Y})"
    )


def signed_plan(plans: Sequence[RepaymentPlan]) -> RepaymentPlan | None:
    """The plan that exists between the tenant and the landlord."""
    return next((plan for plan in plans if plan.state in SIGNED_PLAN), None)


def awaited_cents(request: RentRequest, decision: Decision | None) -> int:
    """What is still to plan under the decision in force, while no plan is signed nor given up."""
    if decision is None or decision.outcome != Outcome.GRANTED or given_up(decision) is not None:
        return 0
    if signed_plan(list(request.plans.all())) is not None:
        return 0
    return max(0, decision.plan_cents - repaid_cents(request.debt_id))


def awaited_words(request: RentRequest, decision: Decision | None) -> str:
    """What to do about the plan before the file closes, or nothing."""
    cents = awaited_cents(request, decision)
    if not cents:
        return ""
    drawn = any(plan.state in PREPARED for plan in request.plans.all())
    if drawn:
        return (
            f"Le plan d’apurement de {format_cents(cents)} est préparé, mais pas signé : faites-le "
            "signer, ou abandonnez-le sur sa page puis notez sur le dossier qu’il n’aura pas lieu."
        )
    return (
        f"La décision prévoit un plan d’apurement de {format_cents(cents)} : préparez-le et "
        "faites-le signer, ou notez sur le dossier qu’il n’aura pas lieu."
    )
