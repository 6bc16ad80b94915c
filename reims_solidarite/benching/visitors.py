"""Who visits: one demo person per role, signed in as the login pages would have done it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from actors.models import Membership, RoleGrant, User
from actors.roles import STAFF_ROLES, MemberRole, Role
from epicerie.models import Assignment

Visitor = Role | MemberRole | None


def cookie_for(visitor: Visitor, *, at: datetime) -> str:
    """The cookie of a new session; empty for a stranger."""
    return "" if visitor is None else _session(person(visitor, at=at), at)


def person(visitor: Role | MemberRole, *, at: datetime) -> User:
    """The demo's own person of that role; as volunteer, somebody who has shifts to come."""
    if visitor == Role.VOLUNTEER:
        coming = Assignment.objects.active().to_come(at).select_related("volunteer__user")
        return coming.order_by("volunteer", "pk")[0].volunteer.user
    if visitor in STAFF_ROLES:
        grants = RoleGrant.objects.live().filter(role=visitor).order_by("pk")
        return grants.select_related("user")[0].user
    members = Membership.objects.active().select_related("user", "organisation").order_by("pk")
    return next(member.user for member in members if member.role == visitor)


def _session(user: User, at: datetime) -> str:
    methods = [{"method": "password", "at": at.timestamp()}]
    if user.is_staff:
        methods.append({"method": "mfa", "type": "totp", "at": at.timestamp()})
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: user.get_session_auth_hash(),
            "account_authentication_methods": methods,
            "account_authentication_methods_user": str(user.pk),
            "started": at.timestamp(),
            "seen": at.timestamp(),
        }
    )
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
