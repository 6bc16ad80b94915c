"""Alerts that wait for each role, the first day leading."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    F,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, JSONObject
from django.urls import reverse

from actors import rules
from secours_loyer.models import Alert, AlertKind, PaymentOrder
from secours_loyer.models.alert import OF_FINANCE, OF_MANAGERS, OF_SOCIAL_WORKERS
from secours_loyer.queries.situation.acts import ANSWER, ORDER
from secours_loyer.queries.work_lists.task import Task

NEAR = timedelta(days=10)


def alerts_waiting(on: date) -> tuple[Task, ...]:
    """Each role its own kinds."""
    rows = Alert.objects.open().select_related("request").order_by("due_on", "pk")

    def line(row: Any) -> dict[str, Any]:
        if getattr(row, "order", None):
            return _order(row, on)
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
        (
            rules.FINANCE,
            "Alertes des paiements",
            with_orders(rows.filter(kind__in=OF_FINANCE)),
            line,
        ),
    )


def with_orders(rows: QuerySet[Alert]) -> QuerySet[Any]:
    """The order that an alert names in its key, in the same query."""
    named = Func(F("key"), Value(":"), Value(2), function="split_part", output_field=CharField())
    found = PaymentOrder.objects.filter(pk=OuterRef("named")).values(
        found=JSONObject(uid="uid", name="end_to_end_id", state="state")
    )
    return rows.annotate(
        named=Case(
            When(kind=AlertKind.ORDER, then=Cast(named, BigIntegerField())),
            output_field=BigIntegerField(),
        )
    ).annotate(order=Subquery(found[:1]))


def _order(row: Any, on: date) -> dict[str, Any]:
    """The order, and who must act: finance may have nothing to do but to remind."""
    order = row.order
    who, what = ORDER.get(order["state"], ANSWER)
    return {
        "label": f"{order['name']} – {row.get_kind_display()}",
        "url": reverse("secours_loyer:order", args=[order["uid"]]),
        "detail": f"{row.request.number}, échéance le {row.due_on:%d/%m/%Y}. {who} {what}.",
        "urgent": row.due_on <= on + NEAR,
    }
