"""What may be noted about a lease and its procedure, from the page of one request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actors import rules
from actors.models import User
from secours_loyer.actions import tenancy_events
from secours_loyer.forms.steps.lease import AnswerForm, EventForm
from secours_loyer.models import RentRequest
from secours_loyer.queries.lease import open_events
from secours_loyer.views.staff.step_page import Step


def _note(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    return tenancy_events.note_event(file, **given, by=by, at=at)


def _answer(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    said = {**given}
    return tenancy_events.answer_event(said.pop("event"), request=file, **said, by=by, at=at)


def _waits(file: RentRequest, user: User) -> bool:
    return any(event.noted_by_id != user.pk for event in open_events(file.tenancy))


STEPS = (
    Step("answer_event", "Trancher un événement du bail", rules.MANAGER, _answer,
         "C’est tranché.", _waits, form=AnswerForm),
    Step("note_event", "Noter un événement du bail", rules.FILE_WRITER, _note,
         "L’événement est noté : paiements et plans attendent qu’un cadre le tranche.",
         lambda _f, _u: True, form=EventForm, tone=""),
)  # fmt: skip
