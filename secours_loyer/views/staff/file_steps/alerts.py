"""Handling the alerts of a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actors import rules
from actors.models import User
from secours_loyer.actions import alerts
from secours_loyer.forms.steps.alerts import AlertForm
from secours_loyer.models import RentRequest
from secours_loyer.views.staff.step_page import Step


def _handle(_file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    return alerts.handle_alert(given["alert"], note=given["note"], by=by, at=at)


def _open(file: RentRequest, user: User) -> bool:
    return any(alerts.handler_of(row.kind).allows(user) for row in file.alerts.open())


ALERTS = (
    Step("handle_alert", "Noter une alerte traitée", rules.SOCIAL_WORKER | rules.FINANCE, _handle,
         "L’alerte est traitée.", _open, form=AlertForm, tone=""),
)  # fmt: skip
