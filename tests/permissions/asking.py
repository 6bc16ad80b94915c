"""Asking the portal's own handler, as one of the people of the matrix.

Forty thousand questions would spend their time finding out who asks: each person's session is in
their cookie and their account is read once. That a right changes at once is another test.
"""

from __future__ import annotations

import copy
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends import signed_cookies
from django.core.handlers.base import BaseHandler
from django.core.signals import got_request_exception, request_finished
from django.db import close_old_connections, transaction
from django.template.base import Template
from django.test import RequestFactory, override_settings

from actors.models import User
from reims_solidarite.kit.clock import now

# Everything of the real stack; the N+1 watcher of the test settings is not part of it.
WATCHER = "zeal.middleware.zeal_middleware"
PORTAL = {"reims_solidarite", "actors", "assises", "epicerie", "secours_loyer"}


@dataclass
class Answer:
    """What came back, whole."""

    status: int
    body: bytes
    location: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    error: str = ""

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


class Asker:
    """One handler, one browser cookie per person."""

    def __init__(self) -> None:
        stack = [name for name in settings.MIDDLEWARE if name != WATCHER]
        with override_settings(MIDDLEWARE=stack, SESSION_ENGINE=signed_cookies.__name__):
            self.handler = BaseHandler()
            self.handler.load_middleware()
        self.factory = RequestFactory()
        self.cookies: dict[str, str] = {}
        self.users: dict[str, User | AnonymousUser] = {}
        self.errors: list[str] = []

    def sign_in(self, name: str, user: User, *, second_factor: bool = True) -> None:
        methods = [{"method": "password", "at": 1.0}]
        if second_factor and user.is_staff:
            methods.append({"method": "mfa", "type": "totp", "at": 2.0})
        session = signed_cookies.SessionStore()
        session.update(
            {
                SESSION_KEY: str(user.pk),
                BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                HASH_SESSION_KEY: user.get_session_auth_hash(),
                "account_authentication_methods": methods,
                "account_authentication_methods_user": str(user.pk),
                "started": now().timestamp(),
                "seen": now().timestamp(),
            }
        )
        session.save()
        self.cookies[name] = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
        self.users[name] = user
        _read_once(user)

    def ask(self, who: str, method: str, path: str, data: Any = None) -> Answer:
        """One question; its writes stay until the caller rolls them back."""
        cookie = self.cookies.get(who, "")
        if method == "POST":
            request = self.factory.post(path, data=data or {}, HTTP_COOKIE=cookie)
        else:
            query = "?" + urlencode(data, doseq=True, errors="surrogatepass") if data else ""
            request = self.factory.generic(method, path + query, HTTP_COOKIE=cookie)
        request._dont_enforce_csrf_checks = True
        request._cached_user = copy.copy(self.users.get(who, AnonymousUser()))
        self.errors.clear()
        got_request_exception.connect(self._caught)
        try:
            response = self.handler.get_response(request)
            body = b"".join(response.streaming_content) if response.streaming else response.content
        finally:
            got_request_exception.disconnect(self._caught)
        request_finished.disconnect(close_old_connections)
        response.close()
        request_finished.connect(close_old_connections)
        location = response.headers.get("Location", "")
        errors = "; ".join(self.errors)
        return Answer(response.status_code, body, location, dict(response.headers), errors)

    def _caught(self, sender: object, request: Any, **_more: object) -> None:
        self.errors.append(repr(sys.exc_info()[1])[:200])


def _read_once(user: User) -> None:
    """What the account keeps for the length of a request: roles and memberships."""
    assert user.roles is user.roles
    assert user.memberships is user.memberships


@contextmanager
def forgotten() -> Iterator[None]:
    """Whatever is written inside is rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def quietly() -> Iterator[None]:
    """Thousands of refusals are not news."""
    logger = logging.getLogger("django.request")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


@contextmanager
def undrawn() -> Iterator[None]:
    """Statuses only: templates draw nothing, everything else runs."""
    try:
        with patch.object(Template, "render", lambda _template, _context: ""):
            yield
    finally:
        forget_drawings()


def forget_drawings() -> None:
    """What the portal kept meanwhile was drawn empty: the next test would be shown it."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in PORTAL:
            for kept in list(vars(module).values()):
                if hasattr(type(kept), "cache_clear"):
                    kept.cache_clear()
    admin.site._menus.clear()
