"""What the journal's acts are about, by the number that people write: « SL-2026-00027 », not 27."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from actors.models import JournalEntry

OWN = ("number", "end_to_end_id")
Key = tuple[str, str]


def names_of(entries: Iterable[JournalEntry]) -> dict[Key, str]:
    """By type and key: the number of the row, or of the request that it is about; one query
    for each type that has one."""
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.object_id.isdecimal():
            keys[entry.object_type].add(entry.object_id)
    found: dict[Key, str] = {}
    for label, wanted in keys.items():
        model, path = _numbered(label)
        if model is None:
            continue
        rows = model._default_manager.filter(pk__in=[int(key) for key in wanted])
        found.update({(label, str(pk)): name for pk, name in rows.values_list("pk", path) if name})
    return found


def _numbered(label: str) -> tuple[type[models.Model] | None, str]:
    """The model, and where its number is; none for a type that has no number, or that is gone."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None, ""
    for name in OWN:
        if _has(model, name):
            return model, name
    request = _related(model, "request")
    return (model, "request__number") if request and _has(request, "number") else (None, "")


def _has(model: type[models.Model], name: str) -> bool:
    try:
        return bool(model._meta.get_field(name))
    except FieldDoesNotExist:
        return False


def _related(model: type[models.Model], name: str) -> type[models.Model] | None:
    if not _has(model, name):
        return None
    found = model._meta.get_field(name).related_model
    return found if isinstance(found, type) else None
