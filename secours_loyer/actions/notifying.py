"""Telling what was decided: the letters of a session in one go, or those of one file."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import action, locked, need, step_request
from secours_loyer.actions.letters import (
    keep_adjournment_letter,
    keep_confirmed_letter,
    keep_decision_letter,
)
from secours_loyer.actions.notices import tell_filer
from secours_loyer.models import (
    AgendaItem,
    CommissionSession,
    Decision,
    ItemOutcome,
    Letter,
    LetterKind,
    RentRequest,
)
from secours_loyer.queries.letter_event import WITHOUT_DECISION, event_of
from secours_loyer.queries.replies import unwritten_reply
from secours_loyer.states import SessionState


@action
def notify(request: RentRequest, *, by: User, at: datetime) -> RentRequest:
    """Write the letter of the decision in force and tell the filer that it waits."""
    held = locked(request)
    decision = held.decisions.filter(replaced_by=None).first()
    if decision is not None:
        tell_decision(decision, by=by, at=at)
    return step_request(held, "notify", by=by, at=at)


def tell_decision(decision: Decision, *, by: User, at: datetime) -> Letter | None:
    """The letter of one decision; None when it is already written."""
    if Letter.objects.filter(kind=LetterKind.DECISION, event=decision.number).exists():
        return None
    letter = keep_decision_letter(decision, by=by, at=at)
    tell_filer(decision.request, "document_waiting", event=decision.number, at=at)
    return letter


@action
def notify_session(session: CommissionSession, *, by: User, at: datetime) -> int:
    """Every letter of a signed session that is not written yet; returns how many were."""
    need(rules.NOTIFIER.allows(by), "Les lettres sont écrites par le secrétaire ou le signataire.")
    held = locked(session)
    need(
        held.state == SessionState.SIGNED,
        "Le procès-verbal n’est pas signé. Les lettres partent après sa signature.",
    )
    waiting = unwritten(held)
    for item in waiting:
        _tell(item, by=by, at=at)
    need(waiting, "Toutes les lettres de cette séance sont déjà écrites.")
    return len(waiting)


@action
def notify_review(request: RentRequest, *, by: User, at: datetime) -> RentRequest:
    """The answer to an appeal, from the page of the file."""
    need(rules.NOTIFIER.allows(by), "Les lettres sont écrites par le secrétaire ou le signataire.")
    held = locked(request)
    item = unwritten_reply(held)
    if item is None:
        raise Refused("Aucune réponse à un recours n’est à écrire. Rechargez la page.")
    _tell(item, by=by, at=at)
    return held


def _tell(item: AgendaItem, *, by: User, at: datetime) -> None:
    """The letter of one file of a session."""
    if item.outcome in WITHOUT_DECISION:
        adjourned = item.outcome == ItemOutcome.ADJOURNED
        (keep_adjournment_letter if adjourned else keep_confirmed_letter)(item, by=by, at=at)
        tell_filer(item.request, "document_waiting", event=event_of(item), at=at)
    elif item.appeal_id is not None:
        tell_decision(item.decision, by=by, at=at)
    else:
        notify(item.request, by=by, at=at)


def unwritten(session: CommissionSession) -> list[AgendaItem]:
    """Decided files of the session whose letter is not written."""
    items = list(
        session.items.filter(left_at=None, decided_at__isnull=False)
        .select_related(
            "appeal__decision",
            "session", "decision", "request__household", "request__debt", "request__filed_by",
            "request__tenancy__landlord",
        )
        .order_by("rank")
    )  # fmt: skip
    events = {event_of(item) for item in items}
    written = set(Letter.objects.filter(event__in=events).values_list("event", flat=True))
    return [item for item in items if event_of(item) not in written]
