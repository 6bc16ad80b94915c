"""Money leaves only by the hand of somebody who proved, in the last ten minutes, who they are."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from actors.models import User
from secours_loyer.actions.export import export_batch
from secours_loyer.models import OutgoingFile, digest_of
from tests.actors.login.journeys import SECRET, code_now
from tests.secours_loyer.path import Path

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day_of_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch is exported on its day: that of the calendar comes to be past."""
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


Act = Callable[[Path], tuple[User, Callable[[Client], HttpResponse], Callable[[], bool]]]


def approve(path: Path):
    order = path.checked()
    url = f"{reverse('secours_loyer:order', args=[order.uid])}approve_order/"
    sent = {"approve_order-digest": digest_of(order)}
    return path.cast.manager, lambda client: client.post(url, sent), order.approvals.exists


def export(path: Path):
    batch = path.closed()
    url = f"{reverse('secours_loyer:batch', args=[batch.number])}export_batch/"
    return path.cast.finance, lambda client: client.post(url), OutgoingFile.objects.exists


def download(path: Path):
    batch = export_batch(path.closed(), by=path.cast.finance, at=path.cast.at)
    url = reverse("secours_loyer:outgoing_file", args=[batch.number, "pain001"])
    return path.cast.finance, lambda client: client.get(url), lambda: False


def signed_in(user: User, *, proved_at: float | None) -> Client:
    TOTP.activate(user, SECRET)
    client = Client()
    client.force_login(user)
    session = client.session
    methods = [
        {"method": "password", "at": 1.0},
        {"method": "mfa", "type": "totp", "at": 2.0},
    ]
    if proved_at is not None:
        proof = {"method": "mfa", "type": "totp", "reauthenticated": True, "at": proved_at}
        methods.append(proof)
    session["account_authentication_methods"] = methods
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


@pytest.mark.parametrize("proof", ["never", "too long ago"])
@pytest.mark.parametrize("act", [approve, export, download])
def test_asked_to_prove_again(path: Path, act: Act, proof: str) -> None:
    user, do, done = act(path)
    stale = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT - 1
    client = signed_in(user, proved_at=None if proof == "never" else stale)
    answer = do(client)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/connexion/")
    assert not done()


@pytest.mark.parametrize("act", [approve, export, download])
def test_done_once_it_is_proved(path: Path, act: Act) -> None:
    user, do, done = act(path)
    answer = do(signed_in(user, proved_at=time.time() - 30))
    assert done() or (answer.status_code, answer["Content-Disposition"][:10]) == (200, "attachment")


def test_what_was_asked_is_done_after_the_proof_and_not_before(path: Path) -> None:
    user, do, done = approve(path)
    client = signed_in(user, proved_at=None)
    asked = do(client)
    wrong = "000000" if code_now() != "000000" else "111111"
    assert client.post(asked["Location"], {"code": wrong}).status_code == 200
    assert not done()
    next_page = asked["Location"].split("next=")[1].replace("%2F", "/")
    client.post(asked["Location"], {"code": code_now(), "next": next_page})
    assert done()
