"""Signing the decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actors.models import User
from secours_loyer.actions import decisions
from secours_loyer.forms.steps.decision import DecisionForm
from secours_loyer.models import RentRequest
from secours_loyer.states import REQUEST
from secours_loyer.views.staff.file_steps.people import is_instructor
from secours_loyer.views.staff.step_page import step_of


def _decide(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    return decisions.decide(
        file,
        outcome=given["outcome"],
        motive=given["motive"],
        aid_cents=given["aid_cents"] or 0,
        plan_cents=given["plan_cents"],
        by=by,
        at=at,
    )


DECISION = (
    step_of(REQUEST, "grant", _decide, "La décision est signée.", form=DecisionForm,
            label="Signer la décision", unless=is_instructor),
)  # fmt: skip
