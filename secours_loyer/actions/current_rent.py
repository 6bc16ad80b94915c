"""The rent of each month while a plan runs: unpaid, it puts the plan on alert."""

from __future__ import annotations

from datetime import date, datetime

from actors import rules
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import month_start, paris_day
from reims_solidarite.kit.money import format_cents
from secours_loyer.actions.apart import need_untied_lease
from secours_loyer.actions.arrears import usually_due
from secours_loyer.actions.doors import action, lease_first, locked, need, seal, step, step_unsigned
from secours_loyer.models import CurrentRent, LandlordLink, RentKind, RepaymentPlan, Tenancy
from secours_loyer.queries.journal_rows import named
from secours_loyer.states import PLAN, RUNNING_PLAN, PlanState


@action
def note_rent(
    plan: RepaymentPlan,
    *,
    month: date,
    kind: str,
    by: User,
    at: datetime,
    cents: int | None = None,
) -> CurrentRent:
    """What a social worker learned of a month's rent."""
    need(rules.SOCIAL_WORKER.allows(by), "Un loyer est noté par un instructeur ou un cadre.")
    lease, held = _held(plan)
    need_untied_lease(lease, by)
    rent = _noted(lease, month, kind, cents, by=by, at=at)
    household = held.request.household.uid
    record("note_rent", held, by=by, at=at, household=household, kind=kind, **named(rent))
    if _alerts(rent, held):
        step(held, "alert_plan", table=PLAN, by=by, at=at, request=held.request)
    return rent


@action
def rent_said(
    link: LandlordLink,
    plan: RepaymentPlan,
    *,
    month: date,
    kind: str,
    at: datetime,
    cents: int | None = None,
) -> CurrentRent:
    """The landlord's own word on a month's rent, through their link."""
    need(plan.request_id == link.request_id, "Ce plan n’est pas de ce dossier.")
    lease, held = _held(plan)
    rent = _noted(lease, month, kind, cents, link=link, at=at)
    household = held.request.household.uid
    record("landlord_rent", held, by=None, at=at, household=household, kind=kind, **named(rent))
    if _alerts(rent, held):
        step_unsigned(held, "plan_alert", PlanState.ALERT, request=held.request, at=at)
    return rent


def _held(plan: RepaymentPlan) -> tuple[Tenancy, RepaymentPlan]:
    lease, held = lease_first(plan), locked(plan)
    need(held.state in RUNNING_PLAN, "Ce plan n’est plus en cours. Rechargez la page.")
    return lease, held


def _noted(
    tenancy: Tenancy,
    month: date,
    kind: str,
    cents: int | None,
    *,
    at: datetime,
    by: User | None = None,
    link: LandlordLink | None = None,
) -> CurrentRent:
    need(kind in RentKind.values, "Choisissez ce qui est constaté.", field="kind")
    first = month_start(month)
    need(first <= paris_day(at), "Ce mois n’a pas commencé.", field="month")
    due = usually_due(tenancy)
    if kind == RentKind.PARTIAL:
        need(
            cents is not None and 0 < cents < due,
            f"Indiquez le montant reçu, moins que le loyer du mois : {format_cents(due)}.",
            field="cents",
        )
    told = {RentKind.PARTIAL: cents or 0, RentKind.UNPAID: 0}.get(RentKind(kind), due)
    rent = CurrentRent.objects.create(
        tenancy=tenancy,
        month=first,
        kind=kind,
        due_cents=due,
        cents=told,
        by=by,
        link=link,
        at=at,
    )
    seal(rent, at=at)
    return rent


def _alerts(rent: CurrentRent, plan: RepaymentPlan) -> bool:
    """Only rents of the plan's own time: older ones are the debt itself."""
    signed = plan.tenant_signed_on
    return (
        rent.kind != RentKind.PAID
        and signed is not None
        and rent.month >= month_start(signed)
        and plan.state == PlanState.ACTIVE
    )
