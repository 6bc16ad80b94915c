"""Stored files against the seal of the day that they were kept, and their bytes against it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, ForeignKey, OuterRef

from actors.models import StoredFile
from actors.queries.file_seal import is_as_kept


def file_faults() -> Iterator[str]:
    """One sentence for each file changed, written or taken away without passing by the portal."""
    label = StoredFile._meta.label_lower
    for file in StoredFile.objects.order_by("pk").iterator(chunk_size=500):
        if not file.seal:
            yield f"{label} {file.pk} : écrit sans passer par le portail."
        elif not is_as_kept(file):
            yield f"{label} {file.pk} : changé sans passer par le portail."
        elif (digest := _digest(file)) is None:
            yield f"{label} {file.pk} : son contenu n’est plus là."
        elif digest != file.sha256:
            yield f"{label} {file.pk} : son contenu n’est pas celui qui a été gardé."
    for missing in sorted(_gone()):
        yield f"{label} {missing} : effacé."


def _digest(file: StoredFile) -> str | None:
    """Of the bytes as they are now; nothing once they are gone."""
    try:
        with file.content.open("rb") as kept:
            return hashlib.file_digest(kept, "sha256").hexdigest()
    except OSError:
        return None


def _gone() -> set[str]:
    """Files that a row names and that are no longer there."""
    found: set[str] = set()
    for joined in _references():
        kept = StoredFile.objects.filter(pk=OuterRef(joined.attname))
        rows: Any = joined.model._default_manager.filter(~Exists(kept))
        named = rows.exclude(**{joined.attname: None}).order_by()
        found.update(map(str, named.values_list(joined.attname, flat=True)))
    return found


def _references() -> Iterator[ForeignKey[Any, Any]]:
    """Every column that names a stored file, whatever the app."""
    for relation in StoredFile._meta.get_fields(include_hidden=True):
        if relation.auto_created and isinstance(field := relation.remote_field, ForeignKey):
            yield field
