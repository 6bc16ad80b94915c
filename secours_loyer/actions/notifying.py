"""Telling what was decided: the letters of a session in one go, or those of one file."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.transition import take
from actors.models import User
from secours_loyer.actions.doors import action, locked, need
from secours_loyer.actions.letters import keep_adjournment_letter, keep_decision_letter
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
from secours_loyer.states import REQUEST, SessionState


@action
def notify(request: RentRequest, *, by: User, at: datetime) -> RentRequest:
    """Write the letter of the decision in force and tell the filer that it waits."""
    held = locked(request)
    decision = held.decisions.filter(replaced_by=None).first()
    if decision is not None:
        tell_decision(decision, by=by, at=at)
    return take(held, "notify", table=REQUEST, by=by, at=at, household=held.household.uid)


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
    need(rules.NOTIFIER.allows(by), "Les lettres sont envoyées par le secrétaire ou le signataire.")
    held = locked(session)
    need(
        held.state == SessionState.SIGNED,
        "Le procès-verbal n’est pas signé. Les lettres partent après sa signature.",
    )
    waiting = unwritten(held)
    for item in waiting:
        if item.outcome == ItemOutcome.ADJOURNED:
            keep_adjournment_letter(item, by=by, at=at)
            event = f"{held.number}-{item.rank}"
            tell_filer(item.request, "document_waiting", event=event, at=at)
        else:
            notify(item.request, by=by, at=at)
    need(waiting, "Toutes les lettres de cette séance sont déjà écrites.")
    return len(waiting)


def unwritten(session: CommissionSession) -> list[AgendaItem]:
    """Decided files of the session whose letter is not written."""
    items = list(
        session.items.filter(left_at=None, decided_at__isnull=False)
        .select_related(
            "session", "decision", "request__household", "request__debt", "request__filed_by",
            "request__tenancy__landlord",
        )
        .order_by("rank")
    )  # fmt: skip
    events = {event_of(item) for item in items}
    written = set(Letter.objects.filter(event__in=events).values_list("event", flat=True))
    return [item for item in items if event_of(item) not in written]


def event_of(item: AgendaItem) -> str:
    """What a letter about this item is written for."""
    if item.outcome == ItemOutcome.ADJOURNED:
        return f"{item.session.number}-{item.rank}"
    return item.decision.number
