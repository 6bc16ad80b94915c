"""The grocery's card on the page of one household."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse

from actors.households.models import Household
from actors.models import User
from actors.rules import GROCERY_DECIDER, holds
from epicerie.models import Access, Card
from epicerie.models.access import READERS
from epicerie.states import AccessState
from reims_solidarite.kit.dates import paris_day

TONES = {
    AccessState.REQUESTED: "warning",
    AccessState.GRANTED: "success",
    AccessState.REFUSED: "danger",
    AccessState.SUSPENDED: "warning",
    AccessState.ENDED: "neutral",
}


def card_for(household: Household, user: User, *, on: date) -> dict[str, Any] | None:
    """Last decision and visits, to those who may read decisions; None to the others."""
    if not holds(user, READERS):
        return None
    access: Any = (
        Access.objects.visible_to(user)
        .filter(household=household)
        .annotate(visits=Count("sales"), last_visit=Max("sales__at"))
        .first()
    )
    lines: list[dict[str, Any]] = []
    if access is not None:
        lines.append(
            {
                "label": "Accès à l’épicerie",
                "value": access.get_state_display(),
                "tone": TONES[AccessState(access.state)],
            }
        )
        if access.period:
            last = access.period.upper - timedelta(days=1)
            over = " (terminé)" if last < on else ""
            value = f"du {access.period.lower:%d/%m/%Y} au {last:%d/%m/%Y}{over}"
            lines.append({"label": "Période", "value": value})
            number = (
                Card.objects.filter(household=household).values_list("number", flat=True).first()
            )
            lines.append({"label": "Carte", "value": number or ""})
        lines.append({"label": "Passages", "value": str(access.visits)})
        if access.last_visit:
            lines.append(
                {"label": "Dernier passage", "value": f"{paris_day(access.last_visit):%d/%m/%Y}"}
            )
    links = []
    if GROCERY_DECIDER.allows(user):
        url = reverse("epicerie:household_access", args=[household.uid])
        links.append({"label": "Accès à l’épicerie", "url": url})
    return {
        "title": "Épicerie sociale",
        "lines": lines,
        "links": links,
        "classes": ("identity",),
    }
