"""Drafts of requests, as lists show them."""

from __future__ import annotations

import uuid
from typing import Any

from django.urls import reverse

from actors.models import User
from reims_solidarite.kit.dates import paris_day
from secours_loyer.models import RentRequest, RequestDraft

SHOWN = 20


def drafts_of(user: User) -> list[RequestDraft]:
    """The drafts this person may take up again, the latest first."""
    return list(RequestDraft.objects.visible_to(user).select_related("household")[:SHOWN])


def _whose(draft: RequestDraft) -> str:
    return draft.household.number if draft.household else "ménage à choisir"


def is_taken(uid: uuid.UUID) -> bool:
    """Somebody, whoever it is, writes or filed a request under this address."""
    writing = RequestDraft.objects.filter(uid=uid)
    return writing.exists() or RentRequest.objects.filter(uid=uid).exists()


def draft_lines(user: User, *, page: str) -> list[dict[str, Any]]:
    """Lines of a work list, each leading to the draft's `page`; no name: nobody journals them."""
    return [
        {
            "label": f"Brouillon – {_whose(draft)}",
            "url": reverse(page, args=[draft.uid]),
            "detail": f"gardé le {paris_day(draft.changed_at):%d/%m/%Y}",
            "urgent": False,
        }
        for draft in drafts_of(user)
    ]
