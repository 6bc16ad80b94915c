"""One work list of the dashboard: its first rows, and how many there are in all."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from reims_solidarite.kit.first_rows import first_rows

SHOWN = 8


def work(
    title: str, rows: QuerySet[Any], line: Any, *, empty: str, label: str, url: str, help_text: str
) -> dict[str, Any]:
    """The first rows, and how many there are in all."""
    found, count = first_rows(rows, SHOWN)
    return {
        "title": title,
        "help": help_text,
        "rows": [line(row) for row in found],
        "count": count,
        "empty_text": empty,
        "action": {"label": label, "url": url},
    }
