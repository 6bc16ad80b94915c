"""What the Assises ask of a partner, and what the partner asked of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from actors import rules
from actors.models import User
from assises.models import Action, Edition, Registration, Seat
from reims_solidarite.kit.dates import paris_day


def partner_page(user: User, *, at: datetime) -> dict[str, Any]:
    """Open editions, registrations of the organisation to come, actions it owns."""
    day = paris_day(at)
    seats = Seat.objects.live().select_related("session").order_by("session__starts_at", "pk")
    registrations = (
        Registration.objects.visible_to(user)
        .filter(organisation__in=user.organisation_ids, edition__date__gte=day)
        .live()
        .select_related("edition", "organisation")
        .prefetch_related(Prefetch("seats", queryset=seats, to_attr="live_seats"))
    )
    return {
        "open_editions": list(Edition.objects.open_to_registration(at).order_by("date")),
        "registrations": list(registrations),
        "actions": list(
            Action.objects.owned_by(user).select_related("group", "owner", "agent__user")
        ),
    }


def menu(user: User) -> list[dict[str, Any]]:
    """The entry of the partner portal's menu."""
    if not rules.PARTNER.allows(user):
        return []
    return [{"url": reverse("assises:partner"), "label": "Assises et actions", "icon": "calendar"}]


def panel(user: User, on: date) -> dict[str, Any] | None:
    """Actions the organisation owns and that are not ended; None when it owns none."""
    if not rules.PARTNER.allows(user):
        return None
    actions = list(Action.objects.owned_by(user).running().select_related("agent__user"))
    if not actions:
        return None
    return {
        "title": "Actions que votre organisation porte",
        "help": "Dites où elles en sont : la page du groupe le montre.",
        "count": len(actions),
        "rows": [
            {
                "label": f"{action.code} : {action.title}",
                "url": reverse("assises:own_action", args=[action.code]),
                "detail": _detail(action),
                "urgent": bool(action.due and action.due < on),
            }
            for action in actions
        ],
        "empty_text": "",
        "action": {"label": "Assises et actions", "url": reverse("assises:partner")},
    }


def _detail(action: Action) -> str:
    words = [action.get_state_display()]
    if not action.has_bearer:
        words.append("sans porteur")
    if action.due:
        words.append(f"échéance le {action.due:%d/%m/%Y}")
    return ", ".join(words)
