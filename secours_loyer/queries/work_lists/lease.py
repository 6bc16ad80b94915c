"""Leases that wait for somebody."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from actors import rules
from actors.models import User
from secours_loyer.models import ProcedureAct, RentRequest, TenancyEvent
from secours_loyer.queries.procedure import BITES, SOON
from secours_loyer.queries.work_lists.task import Task


def leases_waiting(user: User, on: date) -> tuple[Task, ...]:
    """Events that somebody else noted, last days that come; each told by the newest request of its
    lease."""
    newest = RentRequest.objects.filter(tenancy=OuterRef("tenancy")).order_by("-created_at", "-pk")
    events = (
        TenancyEvent.objects.open()
        .exclude(noted_by=user)
        .annotate(
            number=Subquery(newest.values("number")[:1]), file=Subquery(newest.values("uid")[:1])
        )
        .order_by("noted_at", "pk")
    )
    acts = (
        ProcedureAct.objects.standing()
        .filter(deadline_on__gte=on)
        .annotate(
            number=Subquery(newest.values("number")[:1]), file=Subquery(newest.values("uid")[:1])
        )
        .order_by("deadline_on", "pk")
    )

    def act(row: Any) -> dict[str, Any]:
        return _act(row, on)

    return (
        (rules.MANAGER, "Événements du bail à trancher", events, _event),
        (rules.SOCIAL_WORKER, "Procédures d’expulsion, dates limites", acts, act),
    )


def _act(row: Any, on: date) -> dict[str, Any]:
    left = (row.deadline_on - on).days
    return {
        "label": f"{row.number} – {row.get_kind_display()}",
        "url": reverse("secours_loyer:lease", args=[row.file]),
        "detail": f"{row.deadline_on:%d/%m/%Y} : {BITES[row.kind]}",
        "urgent": left <= SOON,
    }


def _event(row: Any) -> dict[str, Any]:
    return {
        "label": f"{row.number} – {row.get_kind_display()}",
        "url": reverse("secours_loyer:lease", args=[row.file]),
        "detail": f"le {row.happened_on:%d/%m/%Y}, les paiements attendent",
        "urgent": True,
    }
