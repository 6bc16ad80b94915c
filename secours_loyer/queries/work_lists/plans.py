"""Repayment plans that wait for somebody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from actors import rules
from actors.models import User
from actors.parameters import value
from reims_solidarite.kit.dates import add_months
from reims_solidarite.kit.money import format_cents
from secours_loyer.models import (
    CurrentRent,
    FactKind,
    Instalment,
    InstalmentFact,
    PlanPause,
    RepaymentPlan,
)
from secours_loyer.plan_parameters import PLAN_ALERT_DAYS
from secours_loyer.queries.plan_facts import not_received
from secours_loyer.queries.plan_rents import month_to_ask
from secours_loyer.queries.work_lists.task import Task
from secours_loyer.states import RUNNING_PLAN, PlanState

UNPAUSED = (PlanState.ACTIVE, PlanState.ALERT)


def plans_waiting(user: User, on: date) -> tuple[Task, ...]:
    """Each role its own."""
    rows = RepaymentPlan.objects.select_related("request__household").order_by("prepared_at", "pk")
    drafts = rows.filter(state=PlanState.DRAFT).exclude(prepared_by=user)
    waiting = PlanPause.objects.filter(approved_at=None, refused_at=None).exclude(asked_by=user)
    alerts = rows.filter(state=PlanState.ALERT)
    over = PlanPause.objects.filter(until__lte=on, ended_on=None).values("plan")
    return (
        (rules.MANAGER, "Plans d’apurement à approuver", drafts, _plan),
        (
            rules.MANAGER,
            "Suspensions de plan à approuver",
            rows.filter(pk__in=waiting.values("plan")),
            _plan,
        ),
        (rules.SOCIAL_WORKER, "Plans en alerte", alerts, _plan),
        (rules.SOCIAL_WORKER, "Plans : échéances sans nouvelle", _silent(rows, on), _plan),
        (
            rules.SOCIAL_WORKER,
            "Plans : loyer du mois sans nouvelle",
            _rent_unknown(rows, on),
            _plan,
        ),
        (rules.SOCIAL_WORKER, "Plans : paiements déclarés à confirmer", _declared(rows), _plan),
        (rules.SOCIAL_WORKER, "Plans à solder", _received(rows), _plan),
        (
            rules.SOCIAL_WORKER,
            "Suspensions de plan arrivées à leur fin",
            rows.filter(state=PlanState.SUSPENDED, pk__in=over),
            _plan,
        ),
    )


def _silent(rows: QuerySet[RepaymentPlan], on: date) -> QuerySet[RepaymentPlan]:
    """An instalment fell due some days ago and nobody says anything of it."""
    before = on - timedelta(days=int(value(PLAN_ALERT_DAYS.name, on=on)))
    silent = Instalment.objects.filter(plan=OuterRef("pk"), due_on__lte=before, facts=None)
    return rows.filter(Exists(silent), state__in=UNPAUSED)


def _rent_unknown(rows: QuerySet[RepaymentPlan], on: date) -> QuerySet[RepaymentPlan]:
    """Nobody spoke of the last month's rent, whose day is past."""
    month = month_to_ask(on)
    said = CurrentRent.objects.filter(tenancy=OuterRef("request__tenancy"), month=month)
    return rows.filter(
        ~Exists(said), state__in=RUNNING_PLAN, tenant_signed_on__lt=add_months(month, 1)
    )


def _declared(rows: QuerySet[RepaymentPlan]) -> QuerySet[RepaymentPlan]:
    """The tenant gave a proof; neither the landlord nor the CCAS spoke after it."""
    later = InstalmentFact.objects.filter(
        instalment=OuterRef("instalment"), pk__gt=OuterRef("pk")
    ).exclude(kind=FactKind.DECLARED)
    said = InstalmentFact.objects.filter(instalment__plan=OuterRef("pk"), kind=FactKind.DECLARED)
    return rows.filter(Exists(said.filter(~Exists(later))), state__in=RUNNING_PLAN)


def _received(rows: QuerySet[RepaymentPlan]) -> QuerySet[RepaymentPlan]:
    """Every instalment is confirmed."""
    left = not_received().filter(plan=OuterRef("pk"))
    return rows.filter(~Exists(left), state__in=RUNNING_PLAN)


def _plan(row: RepaymentPlan) -> dict[str, Any]:
    return {
        "label": f"{row.request.number} – {row.request.household.number}",
        "url": reverse("secours_loyer:plan", args=[row.uid]),
        "detail": f"{format_cents(row.total_cents)} en {row.instalment_count} mensualités",
        "urgent": row.state == PlanState.ALERT,
    }
