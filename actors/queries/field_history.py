"""What changed in a sheet, field by field, as the database itself wrote it down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.db import models

from actors.models import User

SHOWN = 60
# Keys, and the dates that other acts keep by themselves (confirmed, changed, re-read).
UNTOLD = {
    *("imported", "import_key", "uid", "id", "created_at"),
    *("confirmed_at", "changed_at", "reviewed_at"),
}


@dataclass(frozen=True)
class FieldChange:
    """One field of one change; `author` is None for an import or a correction by SQL."""

    at: datetime
    author: str | None
    field: str
    before: str
    after: str


def field_history(obj: models.Model) -> list[FieldChange]:
    """The last changes of the row, the newest first, in two queries."""
    event_model = apps.get_model("actors", f"{type(obj).__name__}Event")
    events = list(
        event_model._default_manager.filter(pgh_obj_id=obj.pk)
        .select_related("pgh_context")
        .order_by("-pgh_id")[:SHOWN]
    )
    authors = [pk for event in events if (pk := _author(event))]
    names = {user.pk: user.get_full_name() for user in User.objects.filter(pk__in=authors)}
    told = [
        field
        for field in obj._meta.concrete_fields
        if field.name not in UNTOLD and not field.generated
    ]
    return [
        FieldChange(
            at=newer.pgh_created_at,
            author=names.get(_author(newer) or 0),
            field=str(field.verbose_name),
            before=_words(getattr(older, field.attname)),
            after=_words(getattr(newer, field.attname)),
        )
        for newer, older in pairwise(events)
        for field in told
        if getattr(newer, field.attname) != getattr(older, field.attname)
    ]


def _author(event: Any) -> int | None:
    context = event.pgh_context
    author: int | None = context.metadata.get("author") if context else None
    return author


def _words(value: Any) -> str:
    if value in (None, "", []):
        return "–"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
