"""After a change of SECRET_KEY: the journal keeps the digests of names under today's key as well.
The older key may then go, and nobody of before is named as changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction

from actors.actions.journal import record_many
from actors.actions.reseal import Resealed
from actors.identity_digest import identity_digest, is_identity_of
from actors.models import Organisation, TwoPeople, User
from actors.queries.identity_check import digests_told


def reseal_identities(*, at: datetime) -> list[Resealed]:
    """What no known key tells as it stands is left and counted."""
    return [
        reseal_table(model, identity_digest, is_identity_of, at=at)
        for model in (User, Organisation, TwoPeople)
    ]


@transaction.atomic
def reseal_table(
    model: type[models.Model],
    digest: Callable[[Any], str],
    is_of: Callable[[str, Any], bool],
    *,
    at: datetime,
    household_of: Callable[[Any], UUID | None] = lambda _row: None,
) -> Resealed:
    """Each row whose last digest an older key made is journaled again, unless it was changed."""
    count, told = Resealed(model._meta.db_table), digests_told(model)
    held = model._default_manager.select_for_update(of=("self",)).filter(pk__in=list(told))
    older = []
    for row in held.order_by("pk"):
        if told[row.pk] == digest(row):
            continue
        if is_of(told[row.pk], row):
            older.append(row)
        else:
            count.unreadable += 1
    record_many(
        "keep_identity", older, by=None, at=at, household_of=household_of, identity_of=digest
    )
    count.done = len(older)
    return count
