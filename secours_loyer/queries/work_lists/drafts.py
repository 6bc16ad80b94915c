"""Requests that are still being written."""

from __future__ import annotations

from typing import Any

from actors import rules
from actors.models import User
from secours_loyer.queries.drafts import draft_lines


def drafts_of(user: User) -> list[dict[str, Any]]:
    """Nothing to say when there is no draft: a list that is empty most of the time is noise."""
    if not rules.FILE_WRITER.allows(user):
        return []
    lines = draft_lines(user, page="secours_loyer:staff_draft")
    if not lines:
        return []
    title = "Brouillons de demandes"
    return [{"title": title, "help": "", "rows": lines, "count": len(lines), "action": None}]
