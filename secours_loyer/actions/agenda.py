"""Putting requests on the agenda of a session, in an order, and taking them off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from actors import rules
from actors.actions.journal import record
from actors.models import User
from secours_loyer.actions.computed import need_computed
from secours_loyer.actions.doors import action, locked, locked_all, need, seal, step_request
from secours_loyer.actions.duplicate_claims import need_duplicates_answered
from secours_loyer.actions.notices import tell_filer
from secours_loyer.actions.statement_answer import need_answer
from secours_loyer.models import AgendaItem, CommissionSession, RentRequest
from secours_loyer.states import SessionState


@action
def register(
    session: CommissionSession, requests: Iterable[RentRequest], *, by: User, at: datetime
) -> list[AgendaItem]:
    """Put requests that were checked at the end of the agenda."""
    held = locked(session)
    need(
        held.state == SessionState.PREPARED,
        "L’ordre du jour ne change plus : la séance est ouverte ou terminée.",
    )
    last = held.items.aggregate(last=Max("rank"))["last"] or 0
    items = []
    for rank, request in enumerate(requests, start=last + 1):
        need_answer(request)
        need_duplicates_answered(request)
        need_computed(request)
        moved = step_request(request, "register", by=by, at=at, session=held.number)
        item = AgendaItem.objects.create(session=held, request=moved, rank=rank)
        items.append(item)
        record("give_rank", item, by=by, at=at, household=moved.household.uid)
        tell_filer(moved, "file_moves", event=f"{moved.number}:{held.number}", at=at)
    need(items, "Choisissez au moins une demande.", field="requests")
    seal(*items, at=at)
    return items


@action
def take_off(item: AgendaItem, *, by: User, at: datetime) -> AgendaItem:
    """Back among the requests ready for a session, before this one opens."""
    held = locked(item.session)
    need(
        held.state == SessionState.PREPARED,
        "La séance est ouverte : ajournez ce dossier au lieu de le retirer.",
    )
    left = _leave(item, at=at)
    if left.appeal_id is not None:
        need(rules.SECRETARY.allows(by), "L’ordre du jour est tenu par le secrétaire.")
        household = left.request.household.uid
        record("take_off_review", left.request, by=by, at=at, household=household)
        return left
    step_request(left.request, "take_off_agenda", by=by, at=at, session=held.number)
    return left


@action
def place_first(item: AgendaItem, *, by: User, at: datetime) -> AgendaItem:
    """Examined first: the others follow in the same order."""
    need(rules.SECRETARY.allows(by), "L’ordre du jour est tenu par le secrétaire.")
    held = locked(item.session)
    need(held.state == SessionState.PREPARED, "L’ordre du jour ne change plus.")
    rows = locked_all(AgendaItem.objects.filter(session=held).order_by("rank"))
    first = next(row for row in rows if row.pk == item.pk)
    for rank, row in enumerate([first, *(row for row in rows if row.pk != item.pk)], start=1):
        row.rank = rank
    AgendaItem.objects.bulk_update(rows, ["rank"])
    seal(*rows, at=at)
    record("place_first", first, by=by, at=at)
    return first


def leave_agenda(request: RentRequest, *, at: datetime) -> None:
    """For the withdrawal of a request: its place on an agenda is given up.

    The session is locked first, as everywhere: its minutes are not signed meanwhile.
    """
    for item in request.agenda_items.filter(left_at=None, decided_at=None):
        locked(item.session)
        _leave(item, at=at)


def _leave(item: AgendaItem, *, at: datetime) -> AgendaItem:
    row = locked(item)
    row.left_at = at
    row.save(update_fields=["left_at"])
    seal(row, at=at)
    return row
