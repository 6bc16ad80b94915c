"""What the shared ground itself shows a partner: sheets to confirm, invitations, the menu."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from actors.models import Invitation, Service, User
from actors.parameters import value
from reims_solidarite.kit.dates import PARIS, paris_day, paris_instant


def sheet_panel(user: User, on: date) -> dict[str, Any] | None:
    """Sheets that the person looks after and that nobody confirmed for too long."""
    sheets = [m.organisation for m in user.memberships if m.is_manager]
    if not sheets:
        return None
    described = set(
        Service.objects.offered()
        .filter(organisation__in=sheets)
        .values_list("organisation", flat=True)
    )
    days: int = value("actors.confirmation_days", on=on)
    oldest = on - timedelta(days=days)
    rows = []
    for sheet in sheets:
        confirmed = paris_day(sheet.confirmed_at) if sheet.confirmed_at else None
        if confirmed is None or confirmed < oldest:
            detail = (
                f"confirmée le {confirmed:%d/%m/%Y}" if confirmed else "jamais confirmée par vous"
            )
        elif sheet.pk not in described:
            detail = "aucun service décrit"
        else:
            continue
        address = reverse("actors:partner_organisation", args=[sheet.slug])
        rows.append({"label": sheet.name, "url": address, "detail": detail, "urgent": False})
    return {
        "title": "Votre fiche dans l’annuaire",
        "help": "Les habitants s’y fient : confirmez-la, ou corrigez-la.",
        "rows": rows,
        "count": len(rows),
        "empty_text": "Votre fiche est à jour. Merci.",
        "action": None,
    }


def invitations_panel(user: User, on: date) -> dict[str, Any] | None:
    """Invitations of the person's organisations that nobody answered."""
    managed = [m for m in user.memberships if m.is_manager]
    if not managed:
        return None
    waiting = Invitation.objects.unanswered().filter(
        organisation__in=[m.organisation_id for m in managed]
    )
    end_of_day = paris_instant(on + timedelta(days=1))
    rows = [
        {
            "label": one.email,
            "url": reverse("actors:partner_agents", args=[one.organisation.slug]),
            "detail": f"{one.organisation.name}, jusqu’au "
            f"{one.expires_at.astimezone(PARIS):%d/%m/%Y}",
            "urgent": one.expires_at < end_of_day,
        }
        for one in waiting.select_related("organisation")[:10]
    ]
    first = reverse("actors:partner_agents", args=[managed[0].organisation.slug])
    return {
        "title": "Invitations en attente",
        "rows": rows,
        "count": len(rows),
        "empty_text": "Aucune invitation n’attend de réponse.",
        "action": {"label": "Inviter un collègue", "url": first},
    }


def own_menu(user: User) -> list[dict[str, Any]]:
    """Home, then each organisation's sheet and agents."""
    entries = [{"url": reverse("actors:partner_home"), "label": "Accueil", "icon": "home"}]
    alone = len(user.memberships) == 1
    for membership in user.memberships:
        slug, name = membership.organisation.slug, membership.organisation.name
        short = membership.organisation.acronym or name
        entries += [
            {
                "url": reverse("actors:partner_organisation", args=[slug]),
                "label": "Notre fiche" if alone else f"Fiche : {short}",
                "icon": "building",
            },
            {
                "url": reverse("actors:partner_agents", args=[slug]),
                "label": "Agents" if alone else f"Agents : {short}",
                "icon": "users",
            },
        ]
    return entries
