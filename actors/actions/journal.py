"""Writing in the journal: every action ends here, inside its own transaction."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import models

from actors.models import JournalEntry, User

Code = str | int | bool | None


def record(
    verb: str,
    obj: models.Model,
    *,
    by: User | None,
    at: datetime,
    household: uuid.UUID | None = None,
    **details: Code,
) -> JournalEntry:
    """Journal an act. `details` are codes and numbers, never a name, a note or a bank account."""
    return JournalEntry.objects.create(
        at=at,
        actor=by,
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        household=household,
        details=details,
    )


def record_many(
    verb: str,
    objects: Iterable[models.Model],
    *,
    by: User | None,
    at: datetime,
    household_of: Callable[[Any], uuid.UUID | None] = lambda _row: None,
    identity_of: Callable[[Any], str] | None = None,
    **details: Code,
) -> None:
    """Journal the same act on many rows at once; `identity_of` gives the digest of each."""
    JournalEntry.objects.bulk_create(
        (
            JournalEntry(
                at=at,
                actor=by,
                verb=verb,
                object_type=obj._meta.label_lower,
                object_id=str(obj.pk),
                household=household_of(obj),
                details={**details, "identity": identity_of(obj)} if identity_of else details,
            )
            for obj in objects
        ),
        batch_size=500,
    )
