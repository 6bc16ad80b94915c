"""The rent aid's card on the page of one household."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from actors import rules
from actors.households.models import Household
from actors.models import User
from secours_loyer.models import RentRequest
from secours_loyer.queries.words import TONES

SHOWN = 5


def card_for(household: Household, user: User, *, on: date) -> dict[str, Any] | None:
    """The household's requests that this person may read; None to those who may read none."""
    if not (rules.AID_READER | rules.AGENT).allows(user):
        return None
    rows = (
        RentRequest.objects.visible_to(user)
        .filter(household=household)
        .select_related("debt")[:SHOWN]
    )
    name = "secours_loyer:file" if rules.AID_READER.allows(user) else "secours_loyer:own_request"
    requests = list(rows)
    return {
        "title": "Secours loyer",
        "lines": [
            {
                "label": f"{row.number}, {row.created_at:%d/%m/%Y}",
                "value": row.get_state_display(),
                "tone": TONES[row.state],
            }
            for row in requests
        ],
        "links": [
            {"label": f"Ouvrir {row.number}", "url": reverse(name, args=[row.uid])}
            for row in requests
        ],
        "classes": ("debts",) if requests else (),
    }
