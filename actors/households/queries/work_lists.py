"""What waits about households: no name here, since the dashboard is not journaled line by line."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from actors import rules
from actors.households.models import Household
from actors.models import User
from reims_solidarite.kit.first_rows import first_rows

QUIET_DAYS = 180
SHOWN = 6


def work_lists_for(user: User, *, on: date) -> list[dict[str, Any]]:
    """Social workers: the households nobody has met for six months."""
    if not rules.SOCIAL_WORKER.allows(user):
        return []
    quiet = Household.objects.visible_to(user).quiet_since(on - timedelta(days=QUIET_DAYS))
    rows, count = first_rows(quiet, SHOWN)
    return [
        {
            "title": "Ménages sans nouvelles",
            "help": "Aucun contact noté depuis six mois.",
            "rows": [_row(household, "households:detail") for household in rows],
            "count": count,
            "empty_text": "Chaque ménage a eu un contact ces six derniers mois.",
            "action": {
                "label": "Tous les ménages sans nouvelles",
                "url": f"{reverse('households:list')}?suivi=silence",
            },
        }
    ]


def partner_panel(user: User, on: date) -> dict[str, Any] | None:
    """Associations: the households they accompany, those unheard of first."""
    if not rules.AGENT.allows(user):
        return None
    own = Household.objects.accompanied_by(user)
    quiet = own.quiet_since(on - timedelta(days=QUIET_DAYS))
    return {
        "title": "Ménages que vous accompagnez",
        "help": "Ceux qui n’ont pas eu de contact depuis six mois viennent d’abord.",
        "rows": [_row(household, "households:partner_detail") for household in quiet[:SHOWN]],
        "count": own.count(),
        "empty_text": "Aucun ménage sans nouvelles.",
        "action": {"label": "Tous vos ménages", "url": reverse("households:partner_list")},
    }


def partner_menu(user: User) -> list[dict[str, Any]]:
    """The entry of the partner's menu."""
    if not rules.AGENT.allows(user):
        return []
    return [{"url": reverse("households:partner_list"), "label": "Ménages", "icon": "users"}]


def _row(household: Household, page: str) -> dict[str, Any]:
    return {
        "label": household.number,
        "url": reverse(page, args=[household.uid]),
        "detail": f"dernier contact le {household.last_contact_on:%d/%m/%Y}",
        "urgent": False,
    }
