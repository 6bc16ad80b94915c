"""Who is signed in, and what they may do: one query at the beginning of each request."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from actors.models import Membership, RoleGrant, User
from reims_solidarite.kit.prepared import prepared

FIELDS = tuple(field.attname for field in User._meta.concrete_fields)


@prepared
def _account(pk: int) -> QuerySet[Any, Any]:
    granted = RoleGrant.objects.live().filter(user=OuterRef("pk")).order_by()
    belongs = Membership.objects.active().filter(user=OuterRef("pk"))
    return (
        User.objects.filter(pk=pk)
        .annotate(granted_now=ArraySubquery(granted.values("role")), belongs=Exists(belongs))
        .values_list(*FIELDS, "granted_now", "belongs")
    )


def signed_in_user(pk: int) -> User | None:
    """The account with its roles already read; memberships are read only where there are some."""
    for *fields, granted, belongs in _account(pk=pk):
        user = User.from_db("default", FIELDS, fields)
        user.granted = frozenset(granted)
        if not belongs:
            user.memberships = []
        return user
    return None
