"""The words of a working group."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from assises.models import WorkingGroup


@transaction.atomic
def revise_group(
    group: WorkingGroup, values: Mapping[str, object], *, by: User, at: datetime
) -> WorkingGroup:
    """Change its name or purpose; its theme and address never change."""
    locked = WorkingGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    for field, value in values.items():
        setattr(locked, field, value)
    locked.save(update_fields=list(values))
    record("revise_group", locked, by=by, at=at)
    return locked
