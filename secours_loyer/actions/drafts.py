"""Keeping a request as it is typed, filing it, throwing it away: nothing written is lost."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Unpack

from actors.actions.files import keep_upload
from actors.actions.journal import record
from actors.households.models import Household
from actors.models import Organisation, User
from secours_loyer.actions.doors import action
from secours_loyer.actions.filing import Asked, Upload, open_request
from secours_loyer.models import RentRequest, RequestDraft

LONGEST = 2000


@action
def keep_draft(
    uid: uuid.UUID,
    *,
    typed: Mapping[str, str],
    by: User,
    at: datetime,
    household: Household | None = None,
    organisation: Organisation | None = None,
    statement: Upload | None = None,
) -> RequestDraft:
    """Keep what was typed under `uid`; a file kept before stays unless another one comes."""
    draft = _own(uid, by) or RequestDraft(uid=uid, created_by=by, created_at=at)
    draft.typed = {name: value[:LONGEST] for name, value in typed.items()}
    draft.by_ccas = by.is_staff and organisation is None
    draft.household, draft.organisation, draft.changed_at = household, organisation, at
    if statement is not None:
        draft.statement = keep_upload(statement.name, statement.content, by=by, at=at)
    draft.save()
    record("keep_draft", draft, by=by, at=at, household=household.uid if household else None)
    return draft


@action
def file_draft(
    uid: uuid.UUID,
    household: Household,
    *,
    by: User,
    at: datetime,
    statement: Upload | None = None,
    **asked: Unpack[Asked],
) -> RentRequest:
    """File what the form holds; the request keeps the draft's `uid`, so that sending the page
    twice finds the request of the first time."""
    draft = _own(uid, by)
    request = open_request(
        household,
        uid=uid,
        statement=statement or (draft.statement if draft else None),
        by=by,
        at=at,
        **asked,
    )
    if draft is not None:
        draft.delete()
    return request


@action
def discard_draft(draft: RequestDraft, *, by: User, at: datetime) -> None:
    """Throw a draft away."""
    held = RequestDraft.objects.visible_to(by).select_for_update(of=("self",))
    found = held.filter(pk=draft.pk).first()
    if found is not None:
        household = found.household.uid if found.household else None
        record("discard_draft", found, by=by, at=at, household=household)
        found.delete()


def _own(uid: uuid.UUID, by: User) -> RequestDraft | None:
    held = RequestDraft.objects.visible_to(by).select_for_update(of=("self",))
    return held.filter(uid=uid).first()
