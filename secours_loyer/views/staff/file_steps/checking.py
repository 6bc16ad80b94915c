"""Checking what a request says: its papers, the other funds, the months of the debt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actors import rules
from actors.models import User
from secours_loyer.actions import arrears, checklist, cofunding, fund_checks, statement_answer
from secours_loyer.forms.steps.checking import (
    ArrearsForm,
    AskPieceForm,
    CofundingForm,
    JudgePieceForm,
    KeepAmountForm,
)
from secours_loyer.forms.steps.funds import FundsForm
from secours_loyer.models import RentRequest
from secours_loyer.queries.landlord_statement import differing_statement
from secours_loyer.states import UNDECIDED, RequestState
from secours_loyer.views.staff.step_page import Step


def _judge(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    if given["asked"] is None:
        return checklist.waive_rest(file, reason=given["reason"], by=by, at=at)
    return checklist.judge_piece(
        given["asked"], verdict=given["verdict"], reason=given["reason"], by=by, at=at
    )


def _cofund(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    return cofunding.note_cofunding(
        file,
        fund=given["fund"],
        answer=given["answer"],
        amount_cents=given["amount_cents"] or 0,
        by=by,
        at=at,
    )


def _arrears(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    return arrears.note_arrears(file, given["months"], by=by, at=at)


def _open(file: RentRequest, _user: User) -> bool:
    return file.state in checklist.OPEN


def _differs(file: RentRequest, user: User) -> bool:
    return file.instructor_id == user.pk and differing_statement(file) is not None


def _undecided(file: RentRequest, _user: User) -> bool:
    return file.state in UNDECIDED


CHECKING = (
    Step("take_up_statement", "Reprendre le décompte du bailleur", rules.SOCIAL_WORKER,
         lambda f, _g, by, at: statement_answer.take_up_statement(f, by=by, at=at),
         "La dette est celle du décompte : refaites le calcul.",
         lambda f, u: f.state == RequestState.STUDIED and _differs(f, u), tone=""),
    Step("keep_amount", "Garder le montant de la demande", rules.SOCIAL_WORKER,
         lambda f, g, by, at: statement_answer.keep_amount(f, why=g["why"], by=by, at=at),
         "La raison est notée : la commission la lira.",
         lambda f, u: f.state in statement_answer.OPEN and _differs(f, u),
         form=KeepAmountForm, tone=""),
    Step("judge_piece", "Vérifier une pièce", rules.FILE_WRITER, _judge,
         "Le verdict est noté.", lambda f, u: _open(f, u) and f.checklist.exists(),
         form=JudgePieceForm, tone=""),
    Step("ask_piece", "Demander une autre pièce", rules.FILE_WRITER,
         lambda f, g, by, at: checklist.ask_piece(f, **g, by=by, at=at),
         "La pièce est ajoutée à la liste.", _open, form=AskPieceForm, tone=""),
    Step("note_arrears", "Détailler la dette mois par mois", rules.SOCIAL_WORKER, _arrears,
         "Le détail est noté.", _undecided, form=ArrearsForm, tone=""),
    Step("note_cofunding", "Noter un autre financement", rules.SOCIAL_WORKER, _cofund,
         "Le financement est noté.", _undecided, form=CofundingForm, tone=""),
    Step("check_funds", "Vérifier si ces mois ont déjà été payés", rules.SOCIAL_WORKER,
         lambda r, g, by, at: fund_checks.check_funds(r, g["findings"], by=by, at=at),
         "La vérification est notée.", _undecided, form=FundsForm, tone=""),
)  # fmt: skip
