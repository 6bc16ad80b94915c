"""Deciding without a session what cannot wait, telling what was decided, closing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actors.models import User
from secours_loyer.actions import closing, delegation, notifying
from secours_loyer.forms.steps.decision import UrgentForm
from secours_loyer.models import RentRequest
from secours_loyer.states import REQUEST
from secours_loyer.views.staff.file_steps.people import took_part
from secours_loyer.views.staff.step_page import step_of


def _decide(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    return delegation.decide_urgently(file, **given, by=by, at=at)


DECISION = (
    step_of(REQUEST, "grant_urgently", _decide, "La décision urgente est signée.", form=UrgentForm,
            tone="", unless=took_part, fresh=True),
    step_of(REQUEST, "notify", lambda r, _g, by, at: notifying.notify(r, by=by, at=at),
            "La lettre de décision est écrite."),
)  # fmt: skip
CLOSING = (
    step_of(REQUEST, "close_request", lambda r, _g, by, at: closing.close_request(r, by=by, at=at),
            "Le dossier est clos : la lettre de clôture est écrite.", tone="",
            question="L’aide est payée, ou le délai pour contester est passé. Clore le dossier ?"),
)  # fmt: skip
