"""Who may be asked about a household, and what was answered."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from actors import rules
from actors.models import Organisation, User
from actors.roles import MemberRole
from secours_loyer.models import PartnerOpinion, RentRequest
from secours_loyer.models.partner_opinion import Stance

TONES = {Stance.FOR: "success", Stance.RESERVED: "warning", Stance.AGAINST: "danger"}
SHOWN = 8


def companions(request: RentRequest) -> QuerySet[Organisation]:
    """The organisations that accompany the household now."""
    live = request.household.accompaniments.live().values("organisation")
    return Organisation.objects.filter(pk__in=live).order_by("name")


def opinions_of(request: RentRequest, user: User) -> list[dict[str, Any]]:
    """What this person may read of the opinions of a request."""
    rows = (
        PartnerOpinion.objects.visible_to(user)
        .filter(request=request, withdrawn_at=None)
        .select_related("organisation", "answered_by", "asked_by")
    )
    return [{"row": row, "tone": TONES[Stance(row.stance)] if row.stance else ""} for row in rows]


def asked_of(request: RentRequest, user: User) -> list[PartnerOpinion]:
    """What the CCAS asks of this person's associations about a request, answered or not."""
    rows = PartnerOpinion.objects.visible_to(user).filter(request=request, withdrawn_at=None)
    return list(rows.select_related("organisation"))


def own_of(opinion: PartnerOpinion, user: User) -> RentRequest | None:
    """The request, for the association that filed it; the others are not told of it."""
    own = [m.organisation_id for m in user.memberships if m.role != MemberRole.LANDLORD_AGENT]
    return opinion.request if opinion.request.organisation_id in own else None


def opinions_panel(user: User, on: date) -> dict[str, Any] | None:
    """Questions that wait for the person's associations; None when there is none."""
    if not rules.AGENT.allows(user):
        return None
    waiting = PartnerOpinion.objects.visible_to(user).waiting()
    rows = list(waiting.select_related("request__household").order_by("asked_at", "pk")[:SHOWN])
    if not rows:
        return None
    return {
        "title": "Avis demandés par le CCAS",
        "rows": [
            {
                "label": row.request.household.number,
                "url": reverse("secours_loyer:partner_opinion", args=[row.uid]),
                "detail": f"demandé le {row.asked_at:%d/%m/%Y}",
                "urgent": True,
            }
            for row in rows
        ],
        "count": len(rows) if len(rows) < SHOWN else waiting.count(),
        "empty_text": "",
        "action": None,
    }
