"""allauth's way of checking passwords; the account of each request comes with its roles."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend

from actors.models import User
from actors.queries.signed_in import signed_in_user


class AuthenticationBackend(AllauthBackend):
    """Every path that signs somebody in stays allauth's."""

    def get_user(self, user_id: Any) -> User | None:
        """A closed account is nobody."""
        user = signed_in_user(int(user_id))
        return user if user is not None and self.user_can_authenticate(user) else None
