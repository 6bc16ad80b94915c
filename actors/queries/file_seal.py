"""The keyed digest of a stored file: its name, its kind and the digest of its bytes, as kept."""

from __future__ import annotations

from actors.models import StoredFile
from reims_solidarite.kit.keyed_digest import answers_to, keyed_digest

PURPOSE = "actors.file_seal"


def file_seal(file: StoredFile) -> str:
    """The seal of the row as it is in memory, under the current key."""
    return keyed_digest(_said(file), purpose=PURPOSE)


def is_as_kept(file: StoredFile) -> bool:
    """Is the row the one that the portal kept, under the current key or an older one?"""
    return answers_to(_said(file), file.seal, purpose=PURPOSE)


def _said(file: StoredFile) -> bytes:
    kept = (
        *(file.pk, file.name, file.media_type, file.size, file.sha256, file.content.name),
        *(f"{file.created_at.timestamp():.6f}", file.created_by_id or ""),
    )
    return "|".join(f"{len(text)}:{text}" for text in map(str, kept)).encode()
