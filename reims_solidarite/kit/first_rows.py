"""The first rows of a list and how many there are in all, in one query whatever the answer."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Count, Model, QuerySet, Window

M = TypeVar("M", bound=Model)
IN_ALL = "rows_in_all"


def first_rows(rows: QuerySet[M, Any], most: int) -> tuple[list[Any], int]:
    """A second query only when the list is full would make a page cost more on a busy day."""
    found = list(rows.annotate(**{IN_ALL: Window(Count("*"))})[:most])
    if not found:
        return found, 0
    first = found[0]
    return found, first[IN_ALL] if isinstance(first, dict) else getattr(first, IN_ALL)
