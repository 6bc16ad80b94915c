"""The rent aid on the partner portal: its menu, and what waits for an association."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from actors import rules
from actors.models import User
from secours_loyer.models import RentRequest
from secours_loyer.queries.drafts import draft_lines
from secours_loyer.states import RequestState


def menu(user: User) -> list[dict[str, Any]]:
    """Associations file requests; landlords see their tenants'."""
    entries = []
    if rules.AGENT.allows(user):
        entries.append(
            {"url": reverse("secours_loyer:own_requests"), "label": "Secours loyer", "icon": "home"}
        )
    if rules.LANDLORD.allows(user):
        entries.append(
            {
                "url": reverse("secours_loyer:tenants"),
                "label": "Demandes de vos locataires",
                "icon": "home",
            }
        )
    return entries


def panel(user: User, on: date) -> dict[str, Any] | None:
    """Requests to complete, and drafts; None to those who file none."""
    if not rules.AGENT.allows(user):
        return None
    rows = list(
        RentRequest.objects.visible_to(user)
        .filter(state=RequestState.INCOMPLETE)
        .select_related("household")
        .order_by("created_at", "pk")[:8]
    )
    drafts = draft_lines(user, page="secours_loyer:draft")
    return {
        "title": "Demandes de secours loyer à compléter",
        "rows": [
            {
                "label": f"{row.number} – {row.household.name}",
                "url": reverse("secours_loyer:own_request", args=[row.uid]),
                "detail": row.get_state_display(),
                "urgent": True,
            }
            for row in rows
        ]
        + drafts,
        "count": len(rows) + len(drafts),
        "empty_text": "Aucune demande n’attend de vous un complément.",
        "action": {"label": "Faire une demande", "url": reverse("secours_loyer:new_request")},
    }
