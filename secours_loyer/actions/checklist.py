"""The checklist of a request: opened with it, each paper judged by the CCAS, with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from actors.actions.journal import record
from actors.models import User
from secours_loyer.actions.apart import need_untied
from secours_loyer.actions.doors import action, locked, locked_all, need, seal
from secours_loyer.actions.waits import resume_delay
from secours_loyer.models import AskedPiece, PieceKind, PieceState, RentRequest, RequestPiece
from secours_loyer.models.asked_piece import USUAL
from secours_loyer.queries.journal_rows import named
from secours_loyer.states import RequestState

OPEN = (RequestState.FILED, RequestState.INCOMPLETE, RequestState.STUDIED)
# A word at least: a mark or a letter alone names no paper.
NAMED = re.compile(r"[^\W\d_]{3}")
LONGEST = 120
CLOSED = "Cette demande n’attend plus de pièce. Rechargez la page."


def open_checklist(request: RentRequest, *, at: datetime) -> list[AskedPiece]:
    """What the city asks of everybody, all awaited."""
    lines = AskedPiece.objects.bulk_create(AskedPiece(request=request, kind=kind) for kind in USUAL)
    seal(*lines, at=at)
    return lines


@action
def ask_piece(request: RentRequest, *, detail: str, by: User, at: datetime) -> AskedPiece:
    """One more paper, that this very request needs."""
    held = locked(request)
    need(held.state in OPEN, CLOSED)
    need(detail.strip(), "Dites quelle pièce est demandée.", field="detail")
    return _asked(held, detail.strip()[:LONGEST], by=by, at=at)


def await_paper(request: RentRequest, name: str, *, by: User, at: datetime) -> AskedPiece:
    """The paper for which a request is sent back, when nothing of its checklist is awaited; the
    caller holds the request."""
    need(name, "Dites ce qui manque.", field="missing")
    need(
        NAMED.search(name) and len(name) <= LONGEST,
        "Plus aucune pièce de la liste n’est attendue : nommez ici celle qui manque, en "
        f"{LONGEST} caractères au plus.",
        field="missing",
    )
    need(
        not request.checklist.filter(kind=PieceKind.OTHER, detail=name).exists(),
        "Cette pièce est déjà dans la liste : si elle ne convient pas, refusez-la dans la liste, "
        "puis redemandez-la.",
        field="missing",
    )
    return _asked(request, name, by=by, at=at)


def _asked(request: RentRequest, detail: str, *, by: User, at: datetime) -> AskedPiece:
    made = AskedPiece.objects.create(request=request, kind=PieceKind.OTHER, detail=detail)
    seal(made, at=at)
    record("ask_piece", request, by=by, at=at, household=request.household.uid, **named(made))
    return made


def receive(asked: AskedPiece, pieces: Iterable[RequestPiece], *, at: datetime) -> None:
    """A paper came for this line; the caller holds the request. The last file sent is judged."""
    last = list(pieces)[-1:]
    if not last:
        return
    locked(asked)
    asked.state, asked.piece, asked.reason = PieceState.RECEIVED, last[0], ""
    asked.judged_by = asked.judged_at = None
    asked.save(update_fields=["state", "piece", "reason", "judged_by", "judged_at"])
    seal(asked, at=at)


@action
def judge_piece(
    asked: AskedPiece, *, verdict: str, by: User, at: datetime, reason: str = ""
) -> AskedPiece:
    """Accept, refuse or waive a paper; a refusal and a waiver say why."""
    held = locked(asked.request)
    need_untied(held, by)
    need(held.state in OPEN, CLOSED)
    line = locked(asked)
    need(
        verdict in (PieceState.ACCEPTED, PieceState.REFUSED, PieceState.WAIVED),
        "Choisissez : acceptée, refusée ou dispensée.",
        field="verdict",
    )
    need(
        verdict == PieceState.WAIVED or line.piece_id is not None,
        "Cette pièce n’est pas arrivée : on peut l’attendre, ou en dispenser le ménage.",
        field="verdict",
    )
    need(
        verdict == PieceState.ACCEPTED or reason.strip(),
        "Dites pourquoi la pièce est refusée ou dispensée.",
        field="reason",
    )
    line.state, line.judged_by, line.judged_at = verdict, by, at
    line.reason = "" if verdict == PieceState.ACCEPTED else reason.strip()[:200]
    line.save(update_fields=["state", "judged_by", "judged_at", "reason"])
    seal(line, at=at)
    record(
        "judge_piece",
        held,
        by=by,
        at=at,
        household=held.household.uid,
        kind=line.kind,
        verdict=verdict,
    )
    resume_delay(held, by=by, at=at)
    return line


@action
def waive_rest(request: RentRequest, *, reason: str, by: User, at: datetime) -> list[AskedPiece]:
    """Waive every paper that is missing, for one reason (seen at the desk, known already). One that
    was received is read first."""
    held = locked(request)
    need_untied(held, by)
    need(held.state in OPEN, CLOSED)
    need(reason.strip(), "Dites pourquoi la pièce est refusée ou dispensée.", field="reason")
    lines = locked_all(held.checklist.missing())
    need(
        lines or not held.checklist.unsettled().exists(),
        "Les pièces qui restent sont reçues : vérifiez-les une par une.",
        field="asked",
    )
    for line in lines:
        line.state, line.reason = PieceState.WAIVED, reason.strip()[:200]
        line.judged_by, line.judged_at = by, at
    AskedPiece.objects.bulk_update(lines, ["state", "reason", "judged_by", "judged_at"])
    seal(*lines, at=at)
    record("waive_rest", held, by=by, at=at, household=held.household.uid, count=len(lines))
    resume_delay(held, by=by, at=at)
    return lines


def missing_words(request: RentRequest) -> str:
    """The papers that are awaited or refused, as one sentence to whoever filed the request."""
    lines = [
        f"{line} ({line.reason})" if line.reason else str(line)
        for line in request.checklist.missing()
    ]
    return " ; ".join(lines)
