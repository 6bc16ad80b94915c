"""The author of a change, for the field history that the database keeps by itself."""

from __future__ import annotations

from typing import Any

import pghistory

from actors.models import User


def authored(by: User | None) -> Any:
    """Context manager: rows of the history written inside carry who made the change."""
    return pghistory.context(author=by.pk if by else None)
