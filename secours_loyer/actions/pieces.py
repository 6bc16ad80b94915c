"""Adding the papers that a request waits for: kept one by one, before anything else is checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from actors.actions.files import keep_upload
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.checklist import CLOSED, OPEN, receive
from secours_loyer.actions.doors import action, locked, locked_all, need, seal
from secours_loyer.actions.filing import Upload, own_request
from secours_loyer.actions.waits import resume_delay
from secours_loyer.models import AskedPiece, Debt, RentRequest, RequestPiece
from secours_loyer.queries.journal_rows import named
from secours_loyer.states import RequestState

MOST = 20


@action
def add_pieces(
    request: RentRequest,
    uploads: Sequence[Upload],
    *,
    by: User,
    at: datetime,
    answers: AskedPiece | None = None,
) -> list[RequestPiece]:
    """Keep papers with a request that nobody has decided yet; `answers`: a line of its
    checklist."""
    own_request(request, by)
    held = locked(request)
    need(held.state in OPEN, CLOSED)
    need(
        len(uploads) + held.pieces.count() <= MOST,
        f"Une demande garde {MOST} pièces au plus : regroupez-les dans un PDF.",
        field="pieces",
    )
    made = [
        RequestPiece.objects.create(
            request=held, file=keep_upload(one.name, one.content, by=by, at=at), at=at, by=by
        )
        for one in uploads
    ]
    if made:
        seal(*made, at=at)
        if answers is not None and answers.request_id == held.pk:
            receive(answers, made, at=at)
        record(
            "add_pieces",
            held,
            by=by,
            at=at,
            household=request.household.uid,
            count=len(made),
            **named(*made),
        )
        resume_delay(held, by=by, at=at)
    return made


@action
def replace_statement(
    request: RentRequest, statement: Upload, *, by: User, at: datetime
) -> RentRequest:
    """A newer statement of the landlord, while the request is sent back for it."""
    own_request(request, by)
    incomplete = Debt.objects.filter(request=request.pk, request__state=RequestState.INCOMPLETE)
    debts = locked_all(incomplete)
    if not debts:
        raise Refused(
            "Le décompte ne change que si le CCAS a demandé un complément.", field="statement"
        )
    (debt,) = debts
    debt.statement = keep_upload(statement.name, statement.content, by=by, at=at)
    debt.statement_unread = True
    debt.save(update_fields=["statement", "statement_unread"])
    seal(debt, at=at)
    record("replace_statement", request, by=by, at=at, household=request.household.uid)
    return request
