"""Alerts that wait for each role, the first day leading."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from actors import rules
from secours_loyer.models import Alert
from secours_loyer.models.alert import OF_FINANCE, OF_MANAGERS, OF_SOCIAL_WORKERS
from secours_loyer.queries.work_lists.task import Task

NEAR = timedelta(days=10)


def alerts_waiting(on: date) -> tuple[Task, ...]:
    """Each role its own kinds."""
    rows = Alert.objects.open().select_related("request").order_by("due_on", "pk")

    def line(row: Alert) -> dict[str, Any]:
        return {
            "label": f"{row.request.number} – {row.get_kind_display()}",
            "url": reverse("secours_loyer:file", args=[row.request.uid]),
            "detail": f"échéance le {row.due_on:%d/%m/%Y}",
            "urgent": row.due_on <= on + NEAR,
        }

    return (
        (
            rules.SOCIAL_WORKER,
            "Alertes des dossiers",
            rows.filter(kind__in=OF_SOCIAL_WORKERS),
            line,
        ),
        (rules.MANAGER, "Alertes du service", rows.filter(kind__in=OF_MANAGERS), line),
        (rules.FINANCE, "Alertes des paiements", rows.filter(kind__in=OF_FINANCE), line),
    )
