"""The rent aid on the partner portal: its menu, and what waits for an association."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from actors import rules
from actors.models import User
from actors.roles import MemberRole
from reims_solidarite.kit.money import format_cents
from secours_loyer.models import LandlordReport, RentRequest, ReportKind
from secours_loyer.queries.drafts import draft_lines
from secours_loyer.states import UNDECIDED, RequestState

SHOWN = 8


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
        .order_by("created_at", "pk")[:SHOWN]
    )
    drafts = draft_lines(user, page="secours_loyer:draft")
    return {
        "title": "Demandes de secours loyer à compléter",
        "rows": [
            {
                "label": f"{row.number} – {row.household.number}",
                "url": reverse("secours_loyer:own_request", args=[row.uid]),
                "detail": "Complétez la demande et renvoyez-la : le CCAS attend des pièces.",
                "urgent": True,
            }
            for row in rows
        ]
        + drafts,
        "count": len(rows) + len(drafts),
        "empty_text": "Aucune demande n’attend de vous un complément.",
        "action": {"label": "Faire une demande", "url": reverse("secours_loyer:new_request")},
    }


def landlord_panel(user: User, on: date) -> dict[str, Any] | None:
    """Debts that this landlord has neither confirmed nor disputed; None to everybody else."""
    if not rules.LANDLORD.allows(user):
        return None
    own = [m.organisation_id for m in user.memberships if m.role == MemberRole.LANDLORD_AGENT]
    said = LandlordReport.objects.filter(
        link__request=OuterRef("pk"),
        link__landlord=OuterRef("tenancy__landlord"),
        kind__in=[ReportKind.DEBT, ReportKind.DISPUTED],
    )
    waiting = RentRequest.objects.visible_to(user).filter(
        ~Exists(said), state__in=UNDECIDED, tenancy__landlord__organisation__in=own
    )
    rows = list(waiting.select_related("household", "debt").order_by("filed_at", "pk")[:SHOWN])
    return {
        "title": "Dettes à confirmer",
        "help": "Le CCAS instruit ces demandes : dites-lui si la dette est exacte.",
        "rows": [
            {
                "label": row.number,
                "url": reverse("secours_loyer:tenant", args=[row.uid]),
                "detail": f"dette {format_cents(row.debt.certified_cents)}",
                "urgent": False,
            }
            for row in rows
        ],
        "count": len(rows) if len(rows) < SHOWN else waiting.count(),
        "empty_text": "Aucune dette n’attend votre réponse.",
        "action": {
            "label": "Toutes les demandes de vos locataires",
            "url": reverse("secours_loyer:tenants"),
        },
    }
