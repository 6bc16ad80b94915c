"""What waits for the network coordinator, in a constant number of queries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from actors import rules
from actors.models import BodyMeeting, Invitation, Organisation, User
from actors.queries.network_health import without_manager
from reims_solidarite.kit.dates import PARIS, paris_instant
from reims_solidarite.kit.first_rows import first_rows

SHOWN = 8


def work_lists_for(user: User, *, on: date) -> list[dict[str, Any]]:
    """Lists of the coordinator's dashboard; nothing for the others."""
    if not rules.NETWORK.allows(user):
        return []
    return [_to_review(), _without_manager(), _expired(on), _committee(on)]


def _sheet(row: Organisation, detail: str) -> dict[str, Any]:
    address = reverse("admin:actors_organisation_change", args=[row.pk])
    return {"label": row.name, "url": address, "detail": detail, "urgent": False}


def _to_review() -> dict[str, Any]:
    rows, count = first_rows(Organisation.objects.to_review().order_by("changed_at", "pk"), SHOWN)
    return {
        "title": "Fiches à relire",
        "help": "Un partenaire les a changées ; le public les voit déjà.",
        "rows": [
            _sheet(row, f"changée le {row.changed_at.astimezone(PARIS):%d/%m/%Y}")
            for row in rows
            if row.changed_at
        ],
        "count": count,
        "empty_text": "Toutes les fiches changées ont été relues.",
        "action": {
            "label": "Toutes les fiches à relire",
            "url": reverse("admin:actors_organisation_changelist") + "?a_faire=relire",
        },
    }


def _without_manager() -> dict[str, Any]:
    rows, count = first_rows(without_manager(), SHOWN)
    return {
        "title": "Organisations sans responsable",
        "help": "Personne ne peut y inviter ni retirer un agent.",
        "rows": [_sheet(row, row.get_kind_display()) for row in rows],
        "count": count,
        "empty_text": "Chaque organisation qui a des agents a un responsable.",
        "action": {
            "label": "Inviter un responsable",
            "url": reverse("admin:actors_invitation_add"),
        },
    }


def _expired(on: date) -> dict[str, Any]:
    expired = Invitation.objects.expired(paris_instant(on)).select_related("organisation")
    rows, count = first_rows(expired, SHOWN)
    return {
        "title": "Invitations restées sans réponse",
        "rows": [
            {
                "label": one.email,
                "url": reverse("admin:actors_invitation_change", args=[one.pk]),
                "detail": f"{one.organisation.name}, expirée le "
                f"{one.expires_at.astimezone(PARIS):%d/%m/%Y}",
                "urgent": False,
            }
            for one in rows
        ],
        "count": count,
        "empty_text": "Aucune invitation n’est restée sans réponse.",
        "action": None,
    }


def _committee(on: date) -> dict[str, Any]:
    start = paris_instant(on)
    coming = BodyMeeting.objects.upcoming(start)[:2]
    unpublished = BodyMeeting.objects.past(start).filter(report_published_at=None)[:3]
    rows = [_meeting(one, "compte rendu à publier", urgent=False) for one in unpublished]
    rows += [
        _meeting(
            one,
            "annoncée" if one.is_published else "à annoncer",
            urgent=not one.is_published and one.starts_at < start + timedelta(days=21),
        )
        for one in coming
    ]
    return {
        "title": "Comité des usagers",
        "rows": rows,
        "count": sum(row["detail"] != "annoncée" for row in rows),
        "empty_text": "Aucune réunion n’est prévue.",
        "action": {"label": "Prévoir une réunion", "url": reverse("admin:actors_bodymeeting_add")},
    }


def _meeting(one: BodyMeeting, detail: str, *, urgent: bool) -> dict[str, Any]:
    day = one.starts_at.astimezone(PARIS)
    return {
        "label": f"{day:%d/%m/%Y} : {one.theme}",
        "url": reverse("admin:actors_bodymeeting_change", args=[one.pk]),
        "detail": detail,
        "urgent": urgent,
    }
