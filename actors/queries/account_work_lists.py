"""What waits for the administrator: e-mails that failed, staff without a second factor."""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.urls import reverse

from actors import rules
from actors.models import Message, RoleGrant, User
from actors.roles import STAFF_ROLES
from reims_solidarite.kit.first_rows import first_rows

SHOWN = 6


def work_lists_for(user: User, *, on: date) -> list[dict[str, Any]]:
    """Two lists, a query each; nothing for the others."""
    if not rules.ADMINISTRATOR.allows(user):
        return []
    return [_failed_messages(), _without_second_factor()]


def _failed_messages() -> dict[str, Any]:
    failed = Message.objects.filter(sent_at=None, withdrawn_at=None).exclude(last_error="")
    rows, count = first_rows(failed, SHOWN)
    return {
        "title": "E-mails en échec",
        "help": "Ils ne sont pas partis : renvoyez-les, ou corrigez l’adresse.",
        "rows": [
            {
                "label": message.subject,
                "url": reverse("admin:actors_message_change", args=[message.pk]),
                "detail": message.address,
                "urgent": True,
            }
            for message in rows
        ],
        "count": count,
        "empty_text": "Tous les e-mails sont partis.",
        "action": None,
    }


def _without_second_factor() -> dict[str, Any]:
    staff = RoleGrant.objects.live().filter(user=OuterRef("pk"), role__in=STAFF_ROLES)
    devices = Authenticator.objects.filter(user=OuterRef("pk"), type__in=["totp", "webauthn"])
    people = User.objects.filter(Exists(staff), ~Exists(devices), is_active=True)
    rows, count = first_rows(people.order_by("sort_key", "pk"), SHOWN)
    return {
        "title": "Comptes du CCAS sans second facteur",
        "help": "Tant qu’il manque, les pages du CCAS leur restent fermées.",
        "rows": [
            {
                "label": str(person),
                "url": reverse("admin:actors_user_change", args=[person.pk]),
                "detail": person.email,
                "urgent": False,
            }
            for person in rows
        ],
        "count": count,
        "empty_text": "Chaque compte du CCAS a son second facteur.",
        "action": None,
    }
