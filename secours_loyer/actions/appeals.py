"""Gracious appeals: noted as they come, acknowledged at once, answered by a new decision."""

from __future__ import annotations

from datetime import date, datetime

from actors import rules
from actors.actions.files import keep_upload
from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.apart import need_two_people, need_untied
from secours_loyer.actions.doors import action, locked, need, seal, step_request
from secours_loyer.actions.filing import Upload
from secours_loyer.actions.letters import keep_appeal_letter, keep_dropped_appeal_letter
from secours_loyer.actions.notices import tell_filer
from secours_loyer.models import Appeal, AppealOutcome, AppealSource, Decision, RentRequest
from secours_loyer.queries.appeals import delay_of, took_part
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.sentences_of_files import OF_FILES
from secours_loyer.states import RequestState


@action
def note_appeal(
    request: RentRequest,
    *,
    received_on: date,
    reason: str,
    by: User,
    at: datetime,
    helped_by: str = "",
    paper: Upload | None = None,
) -> Appeal:
    """Keep an appeal against the decision in force and write its acknowledgement.

    One that comes late is kept and said to be late: the commission judges it, not the portal. A
    file closed meanwhile opens again, or nobody could answer.
    """
    need(rules.FILE_WRITER.allows(by), "Un recours est noté par l’accueil, un instructeur ou un "
         "cadre.")  # fmt: skip
    held = locked(request)
    need_untied(held, by)
    decision = held.decisions.filter(replaced_by=None).first()
    if decision is None:
        raise Refused("Cette demande n’a pas de décision : il n’y a rien à contester.")
    decided_on = paris_day(decision.decided_at)
    need(
        decided_on <= received_on,
        f"Ce jour est avant la décision, signée le {decided_on:%d/%m/%Y}. Un recours arrive ce "
        "jour-là ou après : corrigez la date.",
        field="received_on",
    )
    need(
        received_on <= paris_day(at),
        "Cette date est à venir. Indiquez le jour où le recours est arrivé.",
        field="received_on",
    )
    need(reason.strip(), "Écrivez ce que dit le ménage.", field="reason")
    delay = delay_of(decision)
    appeal = Appeal.objects.create(
        decision=decision,
        received_on=received_on,
        source=AppealSource.HELPED if helped_by.strip() else AppealSource.HOUSEHOLD,
        helped_by=helped_by.strip(),
        reason=reason.strip(),
        file=keep_upload(paper.name, paper.content, by=by, at=at) if paper else None,
        late=delay is not None and received_on > delay.until,
        noted_by=by,
        noted_at=at,
    )
    seal(appeal, at=at)
    record("note_appeal", held, by=by, at=at, household=held.household.uid, **named(appeal))
    if held.state == RequestState.CLOSED:
        held = step_request(held, "reopen_request", by=by, at=at, changes={"closed_at": None})
    keep_appeal_letter(appeal, by=by, at=at)
    tell_filer(held, "document_waiting", event=f"{decision.number}:recours:{appeal.pk}", at=at)
    return appeal


@action
def drop_appeal(
    appeal: Appeal, *, request: RentRequest, motive: str, by: User, at: datetime
) -> Appeal:
    """The household gives it up, or it was noted by mistake: another person than those who noted
    it, studied, validated or decided. Both acts stay written, and a letter tells the household."""
    need(rules.MANAGER.allows(by), "Un cadre note qu’un recours est retiré.")
    held = locked(request)
    need_untied(held, by)
    acted = took_part(appeal)
    need(by.pk not in acted, OF_FILES["appeal_dropped_by_another"])
    need_two_people(by, *acted)
    need(
        motive.strip(),
        "Écrivez pourquoi le recours est retiré : la lettre au ménage le dit.",
        field="motive",
    )
    need(
        not appeal.items.filter(left_at=None, decided_at=None).exists(),
        "Le recours est inscrit à une séance : le secrétaire l’en retire d’abord.",
    )
    dropped = _answered(appeal, AppealOutcome.DROPPED, motive.strip(), by=by, at=at)
    record("drop_appeal", held, by=by, at=at, household=held.household.uid, appeal=appeal.pk)
    keep_dropped_appeal_letter(dropped, by=by, at=at)
    event = f"{appeal.decision.number}:recours-clos:{appeal.pk}"
    tell_filer(held, "document_waiting", event=event, at=at)
    return dropped


def confirm(appeal: Appeal, motive: str, *, by: User, at: datetime) -> Appeal:
    """The commission keeps the decision as it is; the caller signs its minutes."""
    return _answered(appeal, AppealOutcome.CONFIRMED, motive, by=by, at=at)


def answer_by(decision: Decision, *, by: User, at: datetime) -> Appeal | None:
    """The new decision answers the appeal that waits against the one it replaces, if any."""
    appeal = Appeal.objects.open().filter(decision=decision.replaces_id).first()
    if appeal is None:
        return None
    return _answered(appeal, AppealOutcome.REPLACED, decision.motive, answer=decision, by=by, at=at)


def _answered(
    appeal: Appeal,
    outcome: AppealOutcome,
    motive: str,
    *,
    by: User,
    at: datetime,
    answer: Decision | None = None,
) -> Appeal:
    row = locked(appeal)
    need(not row.outcome, "Ce recours a déjà sa réponse. Rechargez la page.")
    row.outcome, row.answer_motive, row.answer = outcome, motive, answer
    row.answered_by, row.answered_at = by, at
    row.save(update_fields=["outcome", "answer_motive", "answer", "answered_by", "answered_at"])
    seal(row, at=at)
    return row
