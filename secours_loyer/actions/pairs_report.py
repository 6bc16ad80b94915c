"""Each week, the auditors are told that somebody should look at who approves with whom."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from actors.actions.messages import write_message
from actors.models import RoleGrant, User
from actors.roles import Role
from reims_solidarite.kit.dates import paris_day
from secours_loyer.queries.approval_pairs import approval_pairs


@transaction.atomic
def tell_auditors(*, at: datetime) -> int:
    """One e-mail a week to each auditor, once, and only when a pair is flagged: how many were
    written. The e-mail names nobody."""
    on = paris_day(at)
    if not approval_pairs(on=on).flagged:
        return 0
    year, week, _day = on.isocalendar()
    holders = RoleGrant.objects.live().filter(role=Role.AUDITOR).values("user")
    path = reverse("secours_loyer:approval_pairs")
    written = [
        write_message(
            "secours_loyer.pairs_report",
            to=person,
            dedupe_key=f"secours_loyer.pairs_report:{year}-{week}:{person.pk}",
            context={"first_name": person.first_name, "url": f"{settings.WEBSITE_ADDRESS}{path}"},
            at=at,
        )
        for person in User.objects.filter(pk__in=holders, is_active=True).order_by("pk")
    ]
    return sum(message is not None for message in written)
