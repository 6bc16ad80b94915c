"""The commission examines a decision again, because an appeal contests it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, Model

from actors import rules
from actors.actions.journal import record
from actors.models import User
from secours_loyer.actions.appeals import answer_by, confirm
from secours_loyer.actions.decisions import (
    Content,
    household_held,
    may_sign,
    open_award,
    take_back,
    write_decision,
)
from secours_loyer.actions.doors import action, locked, need, seal, unforged
from secours_loyer.actions.duplicate_claims import need_duplicates_answered
from secours_loyer.models import AgendaItem, CommissionSession, Decision, ItemOutcome, RentRequest
from secours_loyer.queries.appeals import open_appeal, standing_reason
from secours_loyer.queries.journal_rows import named
from secours_loyer.states import RequestState, SessionState


@action
def register_reviews(
    session: CommissionSession, requests: Iterable[RentRequest], *, by: User, at: datetime
) -> list[AgendaItem]:
    """Put contested decisions at the end of the agenda; the state of the requests stays."""
    need(rules.SECRETARY.allows(by), "L’ordre du jour est tenu par le secrétaire.")
    held = locked(session)
    need(
        held.state == SessionState.PREPARED,
        "L’ordre du jour ne change plus : la séance est ouverte ou terminée.",
    )
    last = held.items.aggregate(last=Max("rank"))["last"] or 0
    items = []
    for rank, request in enumerate(requests, start=last + 1):
        row = locked(request)
        appeal = open_appeal(row)
        need(
            appeal is not None and row.state == RequestState.NOTIFIED,
            f"{row.number} : aucun recours n’attend, ou la lettre de décision n’est pas écrite.",
            field="requests",
        )
        item = AgendaItem.objects.create(session=held, request=row, appeal=appeal, rank=rank)
        items.append(item)
        household = row.household.uid
        record("register_review", row, by=by, at=at, household=household, **named(item))
    need(items, "Choisissez au moins un recours.", field="requests")
    seal(*items, at=at)
    return items


def need_replaceable(item: AgendaItem) -> None:
    """Another amount is granted while nothing left under the decision that is contested."""
    if item.appeal is not None:
        need(not (told := standing_reason(item.appeal.decision)), told, field="outcome")


@action
def decide_review(item: AgendaItem, *, by: User, at: datetime) -> Decision | None:
    """Sign what the session recorded for an appeal: kept as it is, or a new decision in its place.

    Nothing is refused anew: whoever contests does not get less than before by an entry.
    """
    household_held(item.request)
    held = locked(item.request)
    may_sign(held, by)
    if item.appeal is None:
        raise TypeError("an item under review has its appeal")
    former = item.appeal.decision
    if item.outcome == ItemOutcome.MAINTAINED:
        confirm(item.appeal, item.motive, by=by, at=at)
        record("confirm_decision", held, by=by, at=at, household=held.household.uid)
        return None
    need_duplicates_answered(held)
    need_replaceable(item)
    award = getattr(former, "award", None)
    unforged(former, *([award] if award is not None else []))
    taken: list[Model] = [award, *take_back(award, by=by, at=at)] if award is not None else []
    debt = locked(held.debt)
    if debt.released_at is not None:
        debt.released_at = None
        debt.save(update_fields=["released_at"])
        seal(debt, at=at)
    content = Content(item.outcome, item.motive, item.aid_cents, item.plan_cents)
    new = write_decision(held, content, item=item, replaces=former, by=by, at=at)
    opened = open_award(new, by=by, at=at)
    answer_by(new, by=by, at=at)
    household = held.household.uid
    record("replace_decision", new, by=by, at=at, household=household, **named(*taken, opened))
    return new
