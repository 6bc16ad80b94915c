"""Access log: showing a household's data is an act, and is written down before it is shown."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from actors.models import SensitiveRead, User


def note_reading(
    households: Iterable[uuid.UUID],
    *,
    by: User,
    at: datetime,
    classes: Iterable[str],
    route: str,
    reason: str,
) -> None:
    """One row per household shown (lists, searches and exports included)."""
    read = sorted(set(classes))
    SensitiveRead.objects.bulk_create(
        SensitiveRead(
            at=at, reader=by, household=household, classes=read, route=route, reason=reason
        )
        for household in dict.fromkeys(households)
    )
