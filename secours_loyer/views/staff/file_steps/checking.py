"""Checking what a request says: its papers, the other funds, the months of the debt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actors import rules
from actors.models import User
from reims_solidarite.kit.clock import today
from secours_loyer.actions import (
    arrears,
    checklist,
    cofunding,
    contests,
    duplicate_claims,
    fund_checks,
    lease_end,
    statement_answer,
)
from secours_loyer.forms.steps.checking import (
    ArrearsForm,
    AskPieceForm,
    CofundingForm,
    DisputeForm,
    JudgePieceForm,
    KeepAmountForm,
)
from secours_loyer.forms.steps.contests import AnswerContestForm, NoteContestForm
from secours_loyer.forms.steps.duplicates import DuplicateForm
from secours_loyer.forms.steps.funds import FundsForm
from secours_loyer.forms.steps.lease_end import LEFT, LeaseEndForm
from secours_loyer.models import LeaseRenewal, RentRequest, TenancyEvent
from secours_loyer.queries.contests import waiting_contest
from secours_loyer.queries.landlord_statement import differing_statement, waiting_dispute
from secours_loyer.queries.lease_end import asks_about_end, end_waits, goes_on
from secours_loyer.queries.same_months import same_months
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


def _contested(file: RentRequest, user: User) -> bool:
    return (
        file.instructor_id == user.pk
        and file.state in statement_answer.OPEN
        and waiting_dispute(file) is not None
    )


def _undecided(file: RentRequest, _user: User) -> bool:
    return file.state in UNDECIDED


def _doubled(file: RentRequest, user: User) -> bool:
    return (
        file.instructor_id == user.pk
        and file.state in duplicate_claims.OPEN
        and any(claim.probable for claim in same_months(file))
    )


def _end(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    if given["what"] == LEFT:
        said = {"left_on": given["left_on"], "learned": given["learned"]}
        return lease_end.note_departure(file, **said, by=by, at=at)
    return lease_end.note_renewal(file, learned=given["learned"], by=by, at=at)


def _end_again(file: RentRequest, given: Mapping[str, Any], by: User, at: datetime) -> Any:
    left_on = given["left_on"] if given["what"] == LEFT else None
    return lease_end.change_lease_end(file, left_on=left_on, learned=given["learned"], by=by, at=at)


def _end_noted(said: LeaseRenewal | TenancyEvent) -> str:
    if isinstance(said, LeaseRenewal) and said.goes_on:
        return f"C’est noté : le bail continue après le {said.past_end:%d/%m/%Y}."
    event = said if isinstance(said, TenancyEvent) else said.tenancy.events.open().latest("pk")
    return (
        f"C’est noté : le ménage est parti le {event.happened_on:%d/%m/%Y}. Rien n’est payé tant "
        "qu’un cadre n’a pas dit ce qui suit."
    )


def _ended(file: RentRequest, user: User) -> bool:
    return file.instructor_id == user.pk and asks_about_end(file) and end_waits(file, on=today())


def _goes_on(file: RentRequest, user: User) -> bool:
    return (
        file.instructor_id == user.pk
        and asks_about_end(file)
        and file.tenancy.ended_on is None
        and goes_on(file.tenancy)
    )


CHECKING = (
    Step("answer_lease_end", "Dire si le bail continue", rules.SOCIAL_WORKER, _end,
         _end_noted, _ended, form=LeaseEndForm, tone=""),
    Step("change_lease_end", "Changer la réponse sur la fin du bail", rules.SOCIAL_WORKER,
         _end_again, _end_noted, _goes_on, form=LeaseEndForm, tone=""),
    Step("answer_duplicate", "Répondre à un doublon probable", rules.SOCIAL_WORKER,
         lambda f, g, by, at: duplicate_claims.answer_duplicate(f, **g, by=by, at=at),
         "La réponse est notée : la commission la lira.", _doubled, form=DuplicateForm, tone=""),
    Step("take_up_statement", "Reprendre le décompte du bailleur", rules.SOCIAL_WORKER,
         lambda f, _g, by, at: statement_answer.take_up_statement(f, by=by, at=at),
         "La dette est celle du décompte : refaites le calcul.",
         lambda f, u: f.state == RequestState.STUDIED and _differs(f, u), tone=""),
    Step("keep_amount", "Garder le montant de la demande", rules.SOCIAL_WORKER,
         lambda f, g, by, at: statement_answer.keep_amount(f, why=g["why"], by=by, at=at),
         "La raison est notée : la commission la lira.",
         lambda f, u: f.state in statement_answer.OPEN and _differs(f, u),
         form=KeepAmountForm, tone=""),
    Step("settle_dispute", "Noter la contestation du bailleur réglée", rules.SOCIAL_WORKER,
         lambda f, g, by, at: statement_answer.settle_dispute(f, why=g["why"], by=by, at=at),
         "La suite de la contestation est notée.", _contested, form=DisputeForm, tone=""),
    Step("note_contest", "Noter que le ménage conteste la dette", rules.FILE_WRITER,
         lambda f, g, by, at: contests.note_contest(f, **g, by=by, at=at),
         "C’est noté : paiement et plan attendent la réponse de l’instructeur.",
         lambda f, _u: f.state in contests.OPEN and f.debt.released_at is None
         and waiting_contest(f) is None,
         form=NoteContestForm, tone=""),
    Step("answer_contest", "Répondre à la contestation du ménage", rules.SOCIAL_WORKER,
         lambda f, g, by, at: contests.answer_contest(f, why=g["why"], by=by, at=at),
         "La suite de la contestation est notée.",
         lambda f, u: f.instructor_id == u.pk and waiting_contest(f) is not None,
         form=AnswerContestForm, tone=""),
    Step("judge_piece", "Vérifier une pièce", rules.FILE_WRITER, _judge,
         "Le verdict est noté.", lambda f, u: _open(f, u) and f.checklist.exists(),
         form=JudgePieceForm, tone=""),
    Step("ask_piece", "Ajouter une pièce à la liste, sans renvoyer la demande", rules.FILE_WRITER,
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
