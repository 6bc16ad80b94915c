"""A household contests the decision: noting it, noting that it gives it up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actors import rules
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import appeals
from secours_loyer.forms.steps.appeals import AppealForm, DropAppealForm
from secours_loyer.forms.uploads import upload_of
from secours_loyer.models import RentRequest
from secours_loyer.queries.appeals import open_appeal, took_part
from secours_loyer.states import DECIDED
from secours_loyer.views.staff.step_page import Step


def _note(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    said = {**given, "paper": upload_of(given["paper"])}
    return appeals.note_appeal(file, **said, by=by, at=at)


def _drop(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    appeal = open_appeal(file)
    if appeal is None:
        raise Refused("Aucun recours n’attend sur ce dossier. Rechargez la page.")
    return appeals.drop_appeal(appeal, request=file, motive=given["motive"], by=by, at=at)


def _contestable(file: RentRequest, _user: User) -> bool:
    return file.state in DECIDED and open_appeal(file) is None


def _droppable(file: RentRequest, user: User) -> bool:
    appeal = open_appeal(file)
    return appeal is not None and user.pk not in took_part(appeal)


APPEALS = (
    Step("note_appeal", "Noter un recours du ménage", rules.FILE_WRITER, _note,
         "Le recours est noté, son accusé de réception est dans les lettres.", _contestable,
         form=AppealForm, tone=""),
    Step("drop_appeal", "Noter que le recours est retiré", rules.MANAGER, _drop,
         "Le recours est retiré : la lettre au ménage est dans les lettres.", _droppable,
         form=DropAppealForm,
         tone=""),
)  # fmt: skip
