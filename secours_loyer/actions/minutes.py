"""Signing the minutes: every decision of the session at once, then the frozen document."""

from __future__ import annotations

import hashlib
from datetime import datetime

from actors.models import User
from reims_solidarite.kit.documents import render_pdf
from secours_loyer.actions.decisions import decide_item
from secours_loyer.actions.doors import action, locked, need, seal, step, step_request, unforged
from secours_loyer.actions.reviews import decide_review
from secours_loyer.actions.sessions import on_its_day
from secours_loyer.letters.minutes import minutes_of
from secours_loyer.models import AgendaItem, CommissionSession, ItemOutcome, Recusal, SessionMinutes
from secours_loyer.queries.agenda import digest_of_session
from secours_loyer.queries.appeals import standing_reason
from secours_loyer.queries.computed import stale_words
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.landlord_statement import differing_statement, statement_words
from secours_loyer.queries.same_months import same_months
from secours_loyer.queries.ties import stands_apart
from secours_loyer.states import SESSION, SessionState

SHEET = "base/sheet.typ"
ADJOURN = "Ou bien le secrétaire rouvre la séance et ajourne ce dossier."


@action
def sign_minutes(
    session: CommissionSession, *, digest: str, by: User, at: datetime
) -> CommissionSession:
    """One signature decides every file as it was recorded; all of them, or none.

    `digest` is that of the session as it was read: what changed since is not signed.
    """
    held = locked(session)
    need(
        held.state == SessionState.LIFTED,
        "Le procès-verbal se signe quand la séance est levée. Rechargez la page.",
    )
    on_its_day(held, at)
    need(
        digest == digest_of_session(held),
        "La séance a changé depuis la lecture. Rechargez la page et relisez-la.",
    )
    items = _items(held)
    unforged(*items)
    for item in items:
        _not_aside(item, by)
        if item.appeal_id is not None:
            if item.outcome != ItemOutcome.ADJOURNED:
                _still_contested(item)
                decide_review(item, by=by, at=at)
        elif item.outcome == ItemOutcome.ADJOURNED:
            step_request(item.request, "adjourn", by=by, at=at, session=held.number)
        else:
            _answered(item)
            decide_item(item, by=by, at=at)
        item.decided_at = at
        item.save(update_fields=["decided_at"])
    seal(*items, at=at)
    content = render_pdf(SHEET, minutes_of(held, _items(held), signed_by=by, at=at), at=at)
    minutes = SessionMinutes.objects.create(
        session=held,
        name=f"proces-verbal-{held.number}.pdf".lower(),
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        signed_by=by,
        at=at,
    )
    seal(minutes, at=at)
    return step(
        held, "sign_minutes", table=SESSION, by=by, at=at,
        changes={"signed_by": by, "signed_at": at}, files=len(items), **named(minutes, *items),
    )  # fmt: skip


def _items(session: CommissionSession) -> list[AgendaItem]:
    return list(
        AgendaItem.objects.filter(session=session)
        .live()
        .select_related(
            "decision",
            "session",
            "request__household",
            "request__debt",
            "appeal__decision__award",
            "appeal__answer",
        )
        .prefetch_related("recusals__member")
        .order_by("rank")
    )


def _still_contested(item: AgendaItem) -> None:
    """Somebody may answer an appeal by delegation, or order a payment, once it is entered."""
    appeal = item.appeal
    if appeal is None:
        return
    answer = f" ({appeal.answer.number})" if appeal.answer is not None else ""
    need(
        appeal.outcome == "",
        f"Dossier n° {item.rank} : le recours a déjà sa réponse, "
        f"« {appeal.get_outcome_display().lower()} »{answer}. Le secrétaire rouvre la séance et "
        "ajourne ce dossier, puis le procès-verbal se signe.",
    )
    if item.outcome == ItemOutcome.GRANTED:
        told = standing_reason(appeal.decision)
        need(not told, f"Dossier n° {item.rank} : {told} {ADJOURN}")


def _answered(item: AgendaItem) -> None:
    said = differing_statement(item.request)
    need(
        said is None or said.pk == item.request.answered_statement_id,
        f"Dossier n° {item.rank} : {statement_words(item.request, said)} {ADJOURN}",
    )
    if item.outcome == ItemOutcome.GRANTED:
        told = stale_words(item.request)
        need(not told, f"Dossier n° {item.rank} : {told} {ADJOURN}")
        for claim in same_months(item.request):
            need(not claim.waits, f"Dossier n° {item.rank} : {claim.words} {ADJOURN}")


def _not_aside(item: AgendaItem, by: User) -> None:
    need(
        not Recusal.objects.filter(item=item, lifted_at=None, member__user=by).exists(),
        f"Vous êtes déporté pour le dossier n° {item.rank} : un autre signataire signe ce "
        "procès-verbal.",
    )
    need(
        not stands_apart(item.request, by),
        f"Vous avez un lien avec le dossier n° {item.rank} : un autre signataire signe ce "
        "procès-verbal.",
    )
