"""Finding the people whom the grocery writes to, and the volunteer behind an account."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from actors.models import RoleGrant, User
from actors.roles import Role
from epicerie.models import Volunteer


def volunteer_of(user: User) -> Volunteer | None:
    """The volunteer record of an account, if there is one."""
    return Volunteer.objects.filter(user=user).first()


def coordinators() -> list[User]:
    """Open accounts that hold the coordinator's role now."""
    held = RoleGrant.objects.live().filter(user=OuterRef("pk"), role=Role.GROCERY)
    return list(User.objects.filter(Exists(held), is_active=True).order_by("pk"))
