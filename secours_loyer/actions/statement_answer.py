"""Answering a landlord who certifies another amount than the debt, or contests it."""

from __future__ import annotations

from datetime import datetime

from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.arrears import forget_arrears
from secours_loyer.actions.doors import action, locked, need, seal
from secours_loyer.models import LandlordReport, RentRequest
from secours_loyer.queries.landlord_statement import (
    differing_statement,
    statement_words,
    waiting_dispute,
)
from secours_loyer.queries.ties import stands_apart
from secours_loyer.states import DECIDED, UNDECIDED, RequestState

OPEN = (*UNDECIDED, *DECIDED)


@action
def take_up_statement(request: RentRequest, *, by: User, at: datetime) -> RentRequest:
    """The debt becomes what the landlord certifies; what was computed before no longer counts."""
    held, said = _differing(request, by)
    need(
        held.state == RequestState.STUDIED,
        "La dette se corrige pendant l’instruction : un cadre renvoie d’abord la demande à "
        "l’instruction.",
    )
    cents = said.cents or 0
    need(
        held.cofunding_cents + held.down_payment_cents <= cents,
        "L’apport et les autres financements dépassent ce décompte : corrigez-les d’abord.",
    )
    debt = locked(held.debt)
    forget_arrears(debt, at=at)
    debt.certified_cents = cents
    debt.statement_on = said.said_on or debt.statement_on
    debt.statement = said.file
    debt.statement_unread = False
    debt.save(update_fields=["certified_cents", "statement_on", "statement", "statement_unread"])
    seal(debt, at=at)
    record("take_up_statement", held, by=by, at=at, household=held.household.uid)
    return held


@action
def keep_amount(request: RentRequest, *, why: str, by: User, at: datetime) -> RentRequest:
    """The debt stays as the request says it, and why; a later statement is answered anew."""
    held, said = _differing(request, by)
    need(held.state in OPEN, "Ce dossier est terminé. Rechargez la page.")
    need(why.strip(), "Écrivez pourquoi le montant de la demande reste.", field="why")
    held.answered_statement = said
    held.stands_because = why.strip()
    held.save(update_fields=["answered_statement", "stands_because"])
    seal(held, at=at)
    record("keep_amount", held, by=by, at=at, household=held.household.uid, statement=said.pk)
    return held


@action
def settle_dispute(request: RentRequest, *, why: str, by: User, at: datetime) -> RentRequest:
    """What came of the landlord's word against the debt; another word is answered anew."""
    held = _own(request, by)
    said = waiting_dispute(held)
    if said is None:
        raise Refused("Le bailleur ne conteste pas la dette, ou la suite est déjà notée.")
    need(held.state in OPEN, "Ce dossier est terminé. Rechargez la page.")
    need(why.strip(), "Écrivez ce qui règle la contestation.", field="why")
    held.answered_dispute = said
    held.dispute_answer = why.strip()
    held.save(update_fields=["answered_dispute", "dispute_answer"])
    seal(held, at=at)
    record("settle_dispute", held, by=by, at=at, household=held.household.uid, said=said.pk)
    return held


def need_answer(request: RentRequest) -> None:
    """For what follows the study: the landlord's last statement is the debt, or is answered."""
    said = differing_statement(request)
    if said is not None and said.pk != request.answered_statement_id:
        raise Refused(statement_words(request, said))


def _own(request: RentRequest, by: User) -> RentRequest:
    held = locked(request)
    need(
        held.instructor_id == by.pk,
        "L’instructeur de la demande répond à ce que dit le bailleur.",
    )
    need(not stands_apart(held, by), "Vous avez un lien avec ce dossier : confiez-le.")
    return held


def _differing(request: RentRequest, by: User) -> tuple[RentRequest, LandlordReport]:
    held = _own(request, by)
    said = differing_statement(held)
    if said is None:
        raise Refused("Le décompte du bailleur et la dette disent le même montant.")
    return held, said
