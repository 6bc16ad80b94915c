"""The e-mailed code: single use, three tries, never for staff, and it tells nothing."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from actors.models import Message
from tests.actors.login.journeys import ask_code, give_code, mailed_code, signed_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def shape(page: bytes, *private: str) -> str:
    """The page without what changes at each drawing (CSRF token) and without what was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.decode())
    for word in private:
        text = text.replace(word, "ADRESSE")
    return text


def test_a_code_opens_a_session_once(cast: Cast) -> None:
    client = Client()
    ask_code(client, cast.agent_b.email.upper())
    code = mailed_code()
    assert give_code(client, code).status_code == 302
    assert signed_in(client)
    other = Client()
    other.cookies = client.cookies.copy()
    again = Client()
    ask_code(again, cast.agent_a.email)
    give_code(again, code)
    assert not signed_in(again)


def test_a_used_code_is_worth_nothing_in_the_same_browser(cast: Cast) -> None:
    client = Client()
    ask_code(client, cast.agent_b.email)
    code = mailed_code()
    give_code(client, code)
    client.post("/connexion/quitter/")
    give_code(client, code)
    assert not signed_in(client)


def test_a_code_is_bound_to_the_browser_that_asked(cast: Cast) -> None:
    ask_code(Client(), cast.agent_b.email)
    stranger = Client()
    give_code(stranger, mailed_code())
    assert not signed_in(stranger)


def test_three_wrong_tries_end_the_code(cast: Cast) -> None:
    client = Client()
    ask_code(client, cast.agent_b.email)
    code = mailed_code()
    for _ in range(3):
        give_code(client, "AAAA-AAAA")
    give_code(client, code)
    assert not signed_in(client)


def test_a_code_is_never_sent_to_staff_and_the_page_does_not_say_so(cast: Cast) -> None:
    client = Client()
    answer = ask_code(client, cast.finance.email)
    assert (answer.status_code, mail.outbox) == (302, [])
    give_code(client, "AAAA-AAAA")
    assert not signed_in(client)


def test_known_unknown_and_staff_addresses_get_the_same_answer(cast: Cast) -> None:
    shapes = set()
    for email in (cast.agent_b.email, "inconnue@cast.example", cast.finance.email):
        cache.clear()
        client = Client()
        answer = ask_code(client, email)
        page = client.get(answer["Location"])
        wrong = give_code(client, "AAAA-AAAA")
        shapes.add(
            (
                answer.status_code,
                answer["Location"],
                shape(page.content, email),
                wrong.status_code,
                shape(wrong.content, email),
            )
        )
    assert len(shapes) == 1


def test_password_reset_tells_nothing(cast: Cast) -> None:
    cast.finance.set_password("x")
    cast.finance.save()
    shapes = set()
    for email in (cast.finance.email, "inconnue@cast.example"):
        client = Client()
        answer = client.post("/connexion/mot-de-passe/oublie/", {"email": email})
        page = client.get(answer["Location"])
        shapes.add((answer.status_code, answer["Location"], shape(page.content, email)))
    assert len(shapes) == 1
    assert len(mail.outbox) == 1


def test_sign_up_is_closed(cast: Cast) -> None:
    page = Client().post(
        "/connexion/inscription/", {"email": "x@cast.example", "password1": "a" * 20}
    )
    assert page.status_code in {200, 302}
    assert not Client().login(email="x@cast.example", password="a" * 20)


def test_the_kept_copy_holds_no_code(cast: Cast) -> None:
    ask_code(Client(), cast.agent_b.email)
    kept = Message.objects.get(address=cast.agent_b.email)
    assert mailed_code() not in kept.text + kept.subject + kept.html


def test_one_address_is_not_flooded(cast: Cast) -> None:
    for _ in range(8):
        ask_code(Client(), cast.agent_b.email)
    assert len(mail.outbox) <= 5
