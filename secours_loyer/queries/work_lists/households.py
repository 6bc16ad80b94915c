"""Whose household each row of a work list speaks of: what leaves the portal is noted for each."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Model, QuerySet

from secours_loyer.models import (
    Alert,
    Appeal,
    Batch,
    CommissionSession,
    DebtContest,
    Overpayment,
    PaymentOrder,
    ProcedureAct,
    RentRequest,
    RepaymentPlan,
    ReturnLine,
    TenancyEvent,
)

OF_ORDER = "award__decision__request__household__uid"
PATHS: dict[type[Model], str] = {
    Alert: "request__household__uid",
    Appeal: "decision__request__household__uid",
    Batch: f"orders__{OF_ORDER}",
    CommissionSession: "items__request__household__uid",
    DebtContest: "request__household__uid",
    Overpayment: f"order__{OF_ORDER}",
    PaymentOrder: OF_ORDER,
    ProcedureAct: "tenancy__household__uid",
    RentRequest: "household__uid",
    RepaymentPlan: "request__household__uid",
    ReturnLine: f"order__{OF_ORDER}",
    TenancyEvent: "tenancy__household__uid",
}


def households_of(rows: QuerySet[Any]) -> list[uuid.UUID]:
    """In one query; a list about landlords alone names no household."""
    path = PATHS.get(rows.model)
    if path is None:
        return []
    chosen = rows.model._default_manager.filter(pk__in=rows.values("pk"))
    found = chosen.order_by().values_list(path, flat=True).distinct()
    return [uid for uid in found if uid is not None]
