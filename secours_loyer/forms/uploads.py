"""Files of a form, as they were sent; their kind is read from their content by the action."""

from __future__ import annotations

from typing import Any

from secours_loyer.actions.filing import Upload


def upload_of(file: Any) -> Upload | None:
    """The file as it was sent."""
    if not file:
        return None
    file.seek(0)
    return Upload(file.name, file.read())


def uploads_of(files: Any) -> list[Upload]:
    """Several, without those that were not chosen."""
    return [one for one in map(upload_of, files or ()) if one]
