"""Repayment plans that wait for somebody."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from actors import rules
from actors.models import User
from reims_solidarite.kit.money import format_cents
from secours_loyer.models import PlanPause, RepaymentPlan
from secours_loyer.queries.work_lists.task import Task
from secours_loyer.states import PlanState


def plans_waiting(user: User, on: date) -> tuple[Task, ...]:
    """Each role its own."""
    rows = RepaymentPlan.objects.select_related("request__household").order_by("prepared_at", "pk")
    drafts = rows.filter(state=PlanState.DRAFT).exclude(prepared_by=user)
    alerts = rows.filter(state=PlanState.ALERT)
    asked = rows.filter(
        pk__in=PlanPause.objects.filter(approved_at=None, refused_at=None)
        .exclude(asked_by=user)
        .values("plan")
    )
    over = rows.filter(
        state=PlanState.SUSPENDED,
        pk__in=PlanPause.objects.filter(until__lte=on, ended_on=None).values("plan"),
    )
    return (
        (rules.MANAGER, "Plans d’apurement à approuver", drafts, _plan),
        (rules.MANAGER, "Suspensions de plan à approuver", asked, _plan),
        (rules.SOCIAL_WORKER, "Plans en alerte", alerts, _plan),
        (rules.SOCIAL_WORKER, "Suspensions de plan arrivées à leur fin", over, _plan),
    )


def _plan(row: RepaymentPlan) -> dict[str, Any]:
    return {
        "label": f"{row.request.number} – {row.request.household.number}",
        "url": reverse("secours_loyer:plan", args=[row.uid]),
        "detail": f"{format_cents(row.total_cents)} en {row.instalment_count} mensualités",
        "urgent": row.state == PlanState.ALERT,
    }
