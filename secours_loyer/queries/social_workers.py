"""Who may study a request."""

from __future__ import annotations

from django.db.models import QuerySet

from actors.models import RoleGrant, User
from actors.roles import NOTES_ROLES


def social_workers() -> QuerySet[User]:
    """Open accounts with the role of case worker or manager."""
    holders = RoleGrant.objects.live().filter(role__in=NOTES_ROLES).values("user")
    return User.objects.filter(pk__in=holders, is_active=True)
