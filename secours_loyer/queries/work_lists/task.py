"""One list of a dashboard: who it is for, its rows, how a row is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import slugify

from reims_solidarite.kit.first_rows import first_rows
from reims_solidarite.kit.http import Rule

SHOWN = 8
Task = tuple[Rule, str, QuerySet[Any], Callable[[Any], Any]]


def name_of(title: str) -> str:
    """The name of a list in its address."""
    return slugify(title)


def listed(title: str, rows: QuerySet[Any], line: Callable[[Any], Any]) -> dict[str, Any]:
    """The first rows and their count."""
    shown, count = first_rows(rows, SHOWN)
    return {
        "title": title,
        "help": "",
        "rows": [line(row) for row in shown],
        "count": count,
        "empty_text": "Rien n’attend ici.",
        "action": {"label": f"Tout voir ({count})", "url": _address(title)} if count else None,
    }


def _address(title: str) -> str:
    return reverse("secours_loyer:work_list", args=[name_of(title)])
