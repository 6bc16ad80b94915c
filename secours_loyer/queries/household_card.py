"""The rent aid's card on the page of one household."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from actors import rules
from actors.households.models import Household
from actors.models import User
from reims_solidarite.kit.templatetags.french import short_date
from secours_loyer.models import RentRequest
from secours_loyer.queries.standing import standing_of, with_standing

SHOWN = 5


def card_for(household: Household, user: User, *, on: date) -> dict[str, Any] | None:
    """The household's requests that this person may read; None to those who may read none."""
    if not (rules.AID_READER | rules.AGENT).allows(user):
        return None
    rows = with_standing(
        RentRequest.objects.visible_to(user).filter(household=household)
    ).select_related("debt")[:SHOWN]
    outside = not rules.AID_READER.allows(user)
    name = "secours_loyer:own_request" if outside else "secours_loyer:file"
    requests = list(rows)
    return {
        "title": "Secours loyer",
        "lines": [line_of(row, outside=outside) for row in requests],
        "links": [
            *(
                {"label": f"Ouvrir {row.number}", "url": reverse(name, args=[row.uid])}
                for row in requests
            ),
            *_next_step(household, user),
        ],
        "classes": ("debts",) if requests else (),
    }


def line_of(row: RentRequest, *, outside: bool = False) -> dict[str, str]:
    """The number, the Paris day it was written, where it stands; `outside` the CCAS, an opinion is
    not yet an answer."""
    said, tone = standing_of(row, outside=outside)
    return {
        "label": f"{row.number}, {short_date(row.created_at)}",
        "value": said,
        "tone": tone,
    }


def _next_step(household: Household, user: User) -> list[dict[str, str]]:
    """To ask for the aid, with this household already chosen; for those who write requests."""
    if rules.FILE_WRITER.allows(user):
        name = "secours_loyer:staff_new_request"
    elif rules.AGENT.allows(user):
        name = "secours_loyer:new_request"
    else:
        return []
    url = f"{reverse(name)}?menage={household.uid}"
    return [{"label": "Demander un secours loyer", "url": url}]
