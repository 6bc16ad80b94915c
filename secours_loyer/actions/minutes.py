"""Signing the minutes: every decision of the session at once, then the frozen document."""

from __future__ import annotations

import hashlib
from datetime import datetime

from actors.actions.transition import take
from actors.models import User
from reims_solidarite.kit.documents import render_pdf
from secours_loyer.actions.decisions import decide_item
from secours_loyer.actions.doors import action, locked, need, seal, step
from secours_loyer.actions.sessions import on_its_day
from secours_loyer.letters.minutes import minutes_of
from secours_loyer.models import AgendaItem, CommissionSession, ItemOutcome, Recusal, SessionMinutes
from secours_loyer.queries.agenda import digest_of_session
from secours_loyer.queries.landlord_statement import differing_statement, statement_words
from secours_loyer.queries.ties import is_tied
from secours_loyer.states import REQUEST, SESSION, SessionState

SHEET = "base/sheet.typ"


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
    for item in items:
        _not_aside(item, by)
        if item.outcome == ItemOutcome.ADJOURNED:
            take(
                item.request, "adjourn", table=REQUEST, by=by, at=at,
                household=item.request.household.uid, session=held.number,
            )  # fmt: skip
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
        changes={"signed_by": by, "signed_at": at}, files=len(items),
    )  # fmt: skip


def _items(session: CommissionSession) -> list[AgendaItem]:
    return list(
        AgendaItem.objects.filter(session=session)
        .live()
        .select_related("decision", "session", "request__household", "request__debt")
        .prefetch_related("recusals__member")
        .order_by("rank")
    )


def _answered(item: AgendaItem) -> None:
    said = differing_statement(item.request)
    need(
        said is None or said.pk == item.request.answered_statement_id,
        f"Dossier n° {item.rank} : {statement_words(item.request, said)} Ou bien le secrétaire "
        "rouvre la séance et ajourne ce dossier.",
    )


def _not_aside(item: AgendaItem, by: User) -> None:
    need(
        not Recusal.objects.filter(item=item, lifted_at=None, member__user=by).exists(),
        f"Vous êtes déporté pour le dossier n° {item.rank} : un autre signataire signe ce "
        "procès-verbal.",
    )
    need(
        not is_tied(item.request, by),
        f"Vous avez déclaré un lien avec le dossier n° {item.rank} : un autre signataire signe ce "
        "procès-verbal.",
    )
