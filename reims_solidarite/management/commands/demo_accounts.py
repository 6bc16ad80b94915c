"""`manage.py demo_accounts`: one made-up account per role, with what it takes to sign in."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from actors.models import Membership, RoleGrant, User
from actors.roles import MemberRole, Role
from reims_solidarite.demo.people import PASSWORD, enrolled, totp_secret

LABELS = {**dict(Role.choices), **dict(MemberRole.choices)}
BY_CODE = "un code arrive par e-mail (fichier sous var/outbox)"


class Command(BaseCommand):
    """Never on the real portal: it holds no demo account, and this refuses to look."""

    help = "Donne un compte de démonstration par rôle."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="une liste JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.TEST_SURFACE:
            raise CommandError("Les comptes de démonstration n’existent pas sur le portail réel.")
        accounts = accounts_by_role()
        if options["json"]:
            self.stdout.write(json.dumps(accounts, ensure_ascii=False, indent=2))
            return
        for account in accounts:
            signs_in = account["password"] or BY_CODE
            self.stdout.write(f"{account['role']} : {account['email']}, {signs_in}")


def accounts_by_role() -> list[dict[str, str | None]]:
    """The first demo account that holds each role, staff first."""
    demo = {"user__is_demo": True, "user__is_active": True}
    grants = RoleGrant.objects.live().filter(**demo).order_by("role", "pk").distinct("role")
    first = {grant.role: grant.user for grant in grants.select_related("user")}
    members = Membership.objects.active().filter(**demo).order_by("pk")
    for member in members.select_related("user", "organisation")[:400]:
        first.setdefault(member.role, member.user)
    return [_account(role, first[role]) for role in LABELS if role in first]


def _account(role: str, user: User) -> dict[str, str | None]:
    by_password = user.is_staff and enrolled(user)
    return {
        "role": role,
        "label": str(LABELS[role]),
        "email": user.email,
        "password": PASSWORD if by_password else None,
        "totp_secret": totp_secret(user.email) if by_password else None,
        "sign_in": "mot de passe et second facteur" if by_password else BY_CODE,
    }
