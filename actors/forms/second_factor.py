"""The second factor, one code once: the person's devices are locked while a code is checked."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction


class LockedCode:
    """Checking that a code was not used and marking it used are two steps: without the lock,
    several requests sent at once with one code would all pass between them.
    """

    user: Any

    def clean_code(self) -> str:
        refused: ValidationError | None = None
        with transaction.atomic():
            mine = Authenticator.objects.select_for_update(of=("self",)).filter(user=self.user)
            list(mine.order_by("pk"))
            try:
                return str(super().clean_code())  # type: ignore[misc]
            except ValidationError as error:
                # Raised after the commit: a rollback would also forget that this try was counted.
                refused = error
        raise refused


class SignInCodeForm(LockedCode, AuthenticateForm):
    """At sign-in."""


class ConfirmCodeForm(LockedCode, ReauthenticateForm):
    """In a session already open."""
