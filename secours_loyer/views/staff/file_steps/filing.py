"""Completing a request, and asking for what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actors import rules
from actors.models import User
from secours_loyer.actions import checklist, filing, instruction, pieces, statements
from secours_loyer.forms.steps.filing import MissingForm, PiecesForm, ResendForm
from secours_loyer.forms.uploads import upload_of, uploads_of
from secours_loyer.models import RentRequest
from secours_loyer.states import REQUEST, UNDECIDED
from secours_loyer.views.staff.step_page import Step, step_of


def _add_pieces(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    return pieces.add_pieces(
        file, uploads_of(given["pieces"]), answers=given["answers"], by=by, at=at
    )


def _resend(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> RentRequest:
    if newer := upload_of(given["statement"]):
        pieces.replace_statement(file, newer, by=by, at=at)
    return filing.complete_request(
        file,
        summary=given["summary"],
        certified_cents=given["certified"],
        statement_on=given["statement_on"],
        by=by,
        at=at,
    )


FILING = (
    Step("add_pieces", "Joindre des pièces", rules.FILE_WRITER, _add_pieces,
         "Les pièces sont gardées.", lambda r, _u: r.state in checklist.OPEN,
         form=PiecesForm, tone=""),
    step_of(REQUEST, "complete_request", _resend, "La demande est de nouveau déposée.",
            form=ResendForm, tone=""),
    step_of(REQUEST, "ask_missing",
            lambda r, g, by, at: instruction.ask_missing(r, **g, by=by, at=at),
            "La demande est renvoyée pour complément.", form=MissingForm, tone=""),
    Step("ask_statement", "Écrire au bailleur : demande de décompte", rules.FILE_WRITER,
         lambda r, _g, by, at: statements.ask_statement(r, by=by, at=at),
         "La lettre au bailleur est prête : imprimez-la depuis « Lettres ».",
         lambda r, _u: r.state in UNDECIDED, tone=""),
)  # fmt: skip
