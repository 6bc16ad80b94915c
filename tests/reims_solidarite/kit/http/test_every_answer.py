"""Every address of the resolver, asked by several people under production's settings: each answer
carries the headers that keep browsers, caches and other sites in their place."""

from __future__ import annotations

import importlib
import re
import sys
from collections import Counter
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client, override_settings
from django.urls import path

from actors.rules import PUBLIC
from reims_solidarite.kit.http import ruled
from reims_solidarite.urls import handler400, handler403, handler404, handler500
from reims_solidarite.urls import urlpatterns as portal
from tests.cast import Cast
from tests.factories.households import household
from tests.harness.addresses import addresses

__all__ = ["handler400", "handler403", "handler404", "handler500"]
pytestmark = pytest.mark.django_db
NEEDED = {
    "SECRET_KEY": "test-only",
    "ALLOWED_HOSTS": "testserver",
    "EMAIL_HOST": "mail.invalid",
    "DEFAULT_FROM_EMAIL": "portail@portail.invalid",
    "DATABASE_URL": "postgres://portail@db.invalid/portail",
}
ASKED_OF_BROWSERS = re.compile(r"SECURE_|SESSION_COOKIE|CSRF_COOKIE|X_FRAME|CONTENT_SECURITY")
STRICT = {
    "default-src": "'none'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}


@ruled(PUBLIC)
def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret de la panne")


urlpatterns = [path("t/broken/", broken), *portal]


@pytest.fixture(autouse=True)
def _as_in_production(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delitem(sys.modules, "reims_solidarite.settings.prod", raising=False)
    production = importlib.import_module("reims_solidarite.settings.prod")
    copied = [name for name in dir(production) if ASKED_OF_BROWSERS.match(name)]
    assert len(copied) > 12
    for name in copied:
        setattr(settings, name, getattr(production, name))


def by_https(client: Client) -> Client:
    client.defaults["HTTP_X_FORWARDED_PROTO"] = "https"
    client.raise_request_exception = False
    return client


def faults(answer: HttpResponseBase, *, signed_in: bool) -> list[str]:
    """What is missing from one answer."""
    headers = answer.headers
    expected = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    found = [name for name, value in expected.items() if headers.get(name) != value]
    if headers.get("Referrer-Policy") not in {"same-origin", "strict-origin", "no-referrer"}:
        found.append("Referrer-Policy")
    if "max-age=63072000; includeSubDomains" not in headers.get("Strict-Transport-Security", ""):
        found.append("Strict-Transport-Security")
    if signed_in and "no-store" not in headers.get("Cache-Control", ""):
        found.append("Cache-Control")
    if "geolocation=()" not in headers.get("Permissions-Policy", ""):
        found.append("Permissions-Policy")
    return found + _policy(headers) + _cookies(answer)


def _policy(headers: Any) -> list[str]:
    policy = headers.get("Content-Security-Policy", "")
    if headers.get("Content-Disposition", "").startswith("attachment"):
        return [] if policy == "sandbox; default-src 'none'" else ["download not sandboxed"]
    said = dict(part.strip().partition(" ")[::2] for part in policy.split(";") if part.strip())
    loose = ["unsafe"] if "unsafe-" in policy or "*" in policy else []
    return loose + [f"CSP {name}" for name, value in STRICT.items() if said.get(name) != value]


def _cookies(answer: HttpResponseBase) -> list[str]:
    found = []
    for name, morsel in answer.cookies.items():
        if morsel["max-age"] == 0:
            continue  # taken away
        kept = name.startswith("__Host-") and morsel["path"] == "/" and not morsel["domain"]
        if not (kept and morsel["secure"] and morsel["httponly"] and morsel["samesite"]):
            found.append(f"cookie {name}")
    return found


@pytest.mark.parametrize(
    ("who", "method"),
    [("nobody", "get"), ("nobody", "post"), ("manager", "get"), ("agent_a", "post")],
)
def test_every_address_answers_with_every_header(cast: Cast, at, who: str, method: str) -> None:
    household(cast.reception, at)
    user = None if who == "nobody" else getattr(cast, who)
    seen: Counter[int] = Counter()
    found = []
    client = by_https(cast.client(user))
    for name, address in addresses().items():
        leaving = name == "account_logout"
        asked = by_https(cast.client(user)) if leaving else client
        answer = getattr(asked, method)(address)
        seen[answer.status_code] += 1
        wrong = faults(answer, signed_in=user is not None)
        if answer.status_code >= 500:
            wrong.append(str(answer.status_code))
        if wrong:
            found.append((name, address, answer.status_code, wrong))
    assert found == []
    assert seen.total() > 200
    if method == "get":
        assert seen[200] > (5 if who == "nobody" else 15), seen


@override_settings(ROOT_URLCONF=__name__)
def test_error_pages_too(cast: Cast) -> None:
    client = by_https(cast.client(cast.manager))
    for address, status in (
        ("/t/broken/", 500),
        ("/nulle-part/", 404),
        ("/?q=%00", 400),
        ("/admin/actors/user/", 403),
    ):
        answer = client.get(address)
        assert answer.status_code == status
        assert faults(answer, signed_in=status not in {400}) == [], address
        assert "secret de la panne" not in answer.content.decode()


@override_settings(MAINTENANCE=True)
def test_the_maintenance_page_too() -> None:
    answer = by_https(Client()).get("/")
    assert (answer.status_code, faults(answer, signed_in=False)) == (503, [])


def test_an_oversized_body_is_answered_the_same_way() -> None:
    answer = by_https(Client()).post("/connexion/", CONTENT_LENGTH=str(300 * 1024 * 1024))
    assert (answer.status_code, faults(answer, signed_in=False)) == (413, [])


def test_a_download_is_a_download_whatever_its_page(cast: Cast, at) -> None:
    household(cast.reception, at)
    client = by_https(cast.client(cast.auditor))
    for address in ("/admin/actors/sensitiveread/", "/admin/actors/journalentry/"):
        answer = client.get(address, {"format": "csv"})
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert faults(answer, signed_in=True) == []


def test_styles_and_scripts_stay_ours() -> None:
    answer = by_https(Client()).get("/static/js/theme.js")
    answer.close()
    assert answer.status_code == 200
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "max-age=63072000" in answer.headers["Strict-Transport-Security"]


def test_names_of_files_keep_their_accents() -> None:
    from reims_solidarite.kit.http import attach

    answer = HttpResponse()
    attach(answer, 'décompte "juin"\r\nX: y.pdf')
    said = answer.headers["Content-Disposition"]
    assert said.startswith("attachment; filename*=utf-8''d%C3%A9compte")
    assert "\n" not in said


def test_production_cookies() -> None:
    from django.conf import settings

    assert (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME) == (
        "__Host-session",
        "__Host-csrf",
    )
    answer = by_https(Client()).get("/connexion/")
    assert set(answer.cookies) == {"__Host-csrf"}
