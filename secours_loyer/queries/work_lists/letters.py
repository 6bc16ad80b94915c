"""Letters that are written and still in the house."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from actors import rules
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from secours_loyer.models import Letter
from secours_loyer.queries.posting import WAITING, letters_on_paper
from secours_loyer.queries.work_lists.task import Task

# Two months to contest run from the letter: one that stays here takes days from the household.
SOON = timedelta(days=3)


def letters_waiting(user: User, on: date) -> tuple[Task, ...]:
    """The oldest first; the reception has those that it may read."""
    rows = letters_on_paper(user).filter(WAITING[""][1]).order_by("at", "pk")

    def line(row: Letter) -> dict[str, Any]:
        day, number = paris_day(row.at), row.request.number
        told = "imprimée, à poster" if getattr(row, "printed_at", None) else "à imprimer"
        return {
            "label": f"{row}, {number}",
            "url": f"{reverse('secours_loyer:letters')}?{urlencode({'q': number})}",
            "detail": f"écrite le {day:%d/%m/%Y}, {told}",
            "urgent": on - day > SOON,
        }

    return ((rules.RECEPTION | rules.SECRETARY, "Lettres à imprimer ou à poster", rows, line),)
