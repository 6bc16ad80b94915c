"""A row forged behind the portal was met: the journal keeps it, managers and auditors are told."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction

from actors.actions.journal import record
from actors.actions.messages import write_message
from actors.models import RoleGrant, User
from actors.roles import Role
from reims_solidarite.kit.dates import paris_day

WATCHERS = (Role.AUDITOR, Role.MANAGER)


@transaction.atomic
def tell_forged(row: models.Model, *, by: User | None, at: datetime) -> None:
    """After the refused act is undone; one e-mail a row and a day to each of them."""
    record("meet_forged", row, by=by, at=at)
    holders = RoleGrant.objects.live().filter(role__in=WATCHERS).values("user")
    place = f"{row._meta.label_lower}:{row.pk}"
    for person in User.objects.filter(pk__in=holders, is_active=True).order_by("pk"):
        write_message(
            "secours_loyer.forged_row",
            to=person,
            dedupe_key=f"secours_loyer.forged_row:{place}:{person.pk}:{paris_day(at)}",
            context={
                "first_name": person.first_name,
                "row": f"{row._meta.verbose_name} n° {row.pk}",
            },
            at=at,
        )
