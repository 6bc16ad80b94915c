"""Signing in through the pages, as a browser would."""

from __future__ import annotations

import re
import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from actors.jobs import deliver_message
from actors.models import Message, User

PASSWORD = "une phrase assez longue 51"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def with_second_factor(user: User) -> User:
    TOTP.activate(with_password(user), SECRET)
    return user


def code_now(*, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + steps))


def post_password(client: Client, email: str, password: str = PASSWORD) -> HttpResponse:
    return client.post("/connexion/", {"login": email, "password": password})


def ask_code(client: Client, email: str) -> HttpResponse:
    return client.post("/connexion/code/", {"email": email})


def deliver_waiting() -> None:
    """What the job worker does meanwhile."""
    for message in Message.objects.filter(sent_at=None).order_by("created_at"):
        deliver_message(str(message.pk))


def mailed_code() -> str:
    deliver_waiting()
    found = re.search(r"\b[A-Z0-9]{3,4}-[A-Z0-9]{3,4}\b", str(mail.outbox[-1].body))
    assert found, mail.outbox[-1].body
    return found[0]


def give_code(client: Client, code: str) -> HttpResponse:
    return client.post("/connexion/code/saisir/", {"code": code})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
