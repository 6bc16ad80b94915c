"""The e-mailed code: single use, three tries, never for staff, and it tells nothing."""

from __future__ import annotations

import logging
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from psycopg.sql import SQL, Identifier
from zeal import zeal_ignore

from actors.models import Message
from reims_solidarite.kit.secrets import REDACTED
from tests.actors.login.journeys import ask_code, deliver_waiting, give_code, mailed_code, signed_in
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
    deliver_waiting()
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
    deliver_waiting()
    assert [sent.to for sent in mail.outbox] == [[cast.finance.email]]


def test_sign_up_is_closed(cast: Cast) -> None:
    page = Client().post(
        "/connexion/inscription/", {"email": "x@cast.example", "password1": "a" * 20}
    )
    assert page.status_code in {200, 302}
    assert not Client().login(email="x@cast.example", password="a" * 20)


def test_the_kept_copy_holds_no_code(cast: Cast) -> None:
    ask_code(Client(), cast.agent_b.email)
    kept = Message.objects.get(address=cast.agent_b.email)
    assert REDACTED in kept.text
    code = mailed_code()
    assert code not in kept.text + kept.subject + kept.html + kept.sealed
    kept.refresh_from_db()
    assert kept.sealed == ""


def test_one_address_is_not_flooded(cast: Cast) -> None:
    for _ in range(8):
        ask_code(Client(), cast.agent_b.email)
    deliver_waiting()
    assert 0 < len(mail.outbox) <= 5


def test_the_code_is_in_no_address_no_log_and_no_row_but_the_session(
    cast: Cast, caplog: pytest.LogCaptureFixture, settings
) -> None:
    caplog.set_level(logging.DEBUG)
    client = Client()
    places = [ask_code(client, cast.agent_b.email)["Location"]]
    code = mailed_code()
    page = client.get(places[0])
    assert page["Referrer-Policy"] == "same-origin"
    assert code not in page.content.decode()
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    places.append(give_code(client, code)["Location"])
    assert signed_in(client)
    assert [place for place in places if code in place] == []
    assert code not in caplog.text
    assert code not in dumped_rows()


def dumped_rows() -> str:
    """Every row but the sessions, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table != "django_session":
                rows = SQL("SELECT string_agg(kept::text, '') FROM {} kept")
                cursor.execute(rows.format(Identifier(table)))
                found += [text for (text,) in cursor.fetchall() if text]
    assert len(found) > 5
    return "".join(found)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("protected", ["by the mark", "by nothing"])
def test_eight_posts_of_one_code_open_one_session(at: datetime, settings, protected: str) -> None:
    """The second run is the negative control: without the mark, several posts pass."""
    asker = Client()
    ask_code(asker, Cast(at).agent_b.email)
    code = mailed_code()
    if protected == "by nothing":
        settings.ACCOUNT_FORMS = {}
    clients = [Client() for _ in range(8)]
    for client in clients:
        client.cookies = asker.cookies.copy()
    barrier = threading.Barrier(len(clients))

    def send(client: Client) -> bool:
        try:
            barrier.wait()
            with zeal_ignore():  # it counts the queries of all threads together
                give_code(client, code)
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(clients)) as pool:
        assert all(pool.map(send, clients))
    opened = {client.session.session_key for client in clients if signed_in(client)}
    assert len(opened) == 1 if protected == "by the mark" else len(opened) > 1
