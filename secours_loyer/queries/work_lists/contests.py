"""Debts that a household contests, and that nobody answered."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from actors import rules
from actors.models import User
from secours_loyer.models import DebtContest, RentRequest
from secours_loyer.queries.work_lists.task import Task


def contests_waiting(user: User) -> tuple[Task, ...]:
    """The instructor of the file, or any of them while it has none; a manager reads them all."""
    rows = (
        DebtContest.objects.open()
        .filter(request__in=RentRequest.objects.visible_to(user))
        .select_related("request__household", "request__instructor")
        .order_by("said_on", "pk")
    )
    own = rows.filter(Q(request__instructor=user) | Q(request__instructor=None))
    title = "Dettes contestées par le ménage"
    return ((rules.CASE_WORKER, title, own, _line), (rules.MANAGER, title, rows, _line))


def _line(row: DebtContest) -> dict[str, Any]:
    request, said = row.request, row.get_part_display()
    who = f"Pour {request.instructor}" if request.instructor else "Sans instructeur"
    return {
        "label": f"{request.number} – {request.household.number}",
        "url": reverse("secours_loyer:file", args=[request.uid]),
        "detail": f"{said}, dit le {row.said_on:%d/%m/%Y} : paiement et plan attendent. {who}.",
        "urgent": True,
    }
