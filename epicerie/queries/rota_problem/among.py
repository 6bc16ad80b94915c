"""Facts about everybody, or about some people only: the same query either way."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from django.db.models import QuerySet

Among = Collection[int] | None
Rows = TypeVar("Rows", bound=QuerySet[Any, Any])


def about(rows: Rows, among: Among) -> Rows:
    """Rows that have a `volunteer`: of those among these people; None: of everybody."""
    return rows if among is None else rows.filter(volunteer__in=among)
