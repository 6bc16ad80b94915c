"""Asking for the e-mailed code, and giving it."""

from __future__ import annotations

import hashlib

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context
from django.conf import settings
from django.core.cache import cache

from actors.models import User


class RequestCodeForm(RequestLoginCodeForm):
    """Staff sign in with a password and a second factor: an e-mailed code is not one.

    For them the form behaves as for an unknown address, so that it tells nothing.
    """

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if isinstance(self._user, User) and self._user.is_staff:
            self._user = None
        return email


class ConfirmCodeForm(ConfirmLoginCodeForm):
    """One code opens one session.

    The code lives in the session, which requests sent at once all read before any of them empties
    it: the first to leave a mark in the shared cache (one row, one winner) is the one that passes.
    """

    def clean_code(self) -> str:
        code: str = super().clean_code()
        asked = f"{context.request.session.session_key}:{self.expected_code}"
        mark = f"login_code:{hashlib.sha256(asked.encode()).hexdigest()}"
        if not cache.add(mark, "used", settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT):
            raise get_adapter().validation_error("incorrect_code")
        return code
