"""What the auditor looks at first: who read households this week, and how many."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from actors import rules
from actors.models import SensitiveRead, User
from reims_solidarite.kit.dates import paris_instant

DAYS = 7
SHOWN = 6


def work_lists_for(user: User, *, on: date) -> list[dict[str, Any]]:
    """One query. Nothing here waits for anybody: the count stays at zero."""
    if not rules.AUDITOR.allows(user):
        return []
    since = paris_instant(on - timedelta(days=DAYS))
    readers = (
        SensitiveRead.objects.filter(at__gte=since)
        .values("reader__email", "reader__first_name", "reader__last_name")
        .annotate(reads=Count("pk"), households=Count("household", distinct=True))
        .order_by("-households", "-reads", "reader__email")
    )
    return [
        {
            "title": "Dossiers lus depuis sept jours",
            "help": "Qui en a ouvert le plus, et combien de ménages différents.",
            "rows": [_row(reader) for reader in readers[:SHOWN]],
            "count": 0,
            "empty_text": "Aucun dossier de ménage n’a été ouvert.",
            "action": {"label": "Lire le journal", "url": _list_of("journalentry")},
        }
    ]


def _row(reader: Mapping[str, Any]) -> dict[str, Any]:
    seen, times = reader["households"], reader["reads"]
    return {
        "label": f"{reader['reader__first_name']} {reader['reader__last_name']}",
        "url": f"{_list_of('sensitiveread')}?{urlencode({'q': reader['reader__email']})}",
        "detail": (
            f"{seen} ménage{'s' if seen > 1 else ''}, {times} lecture{'s' if times > 1 else ''}"
        ),
        "urgent": False,
    }


def _list_of(model: str) -> str:
    return reverse(f"admin:actors_{model}_changelist")
