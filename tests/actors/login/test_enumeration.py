"""A known address costs the server the same work as an unknown one: its answer takes as long.

Times themselves depend on what else the machine does; the work (statements, hashes) does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actors.models import Message
from reims_solidarite.kit.hashing import Argon2id
from tests.actors.login.journeys import ask_code, post_password, with_password
from tests.cast import Cast

pytestmark = pytest.mark.django_db
STRANGER = "inconnue@cast.example"
WORD = re.compile(r"\s*(\w+)[^\"]*?\"(\w+)\"", re.DOTALL)
LIMITS = {"shared_cache"}  # how many tries were made before, not who is asked about


def work(ask: Callable[[Client, str], HttpResponse], email: str) -> Counter[tuple[str, str]]:
    """Statements by kind and table, without the counters of tries."""
    cache.clear()
    client = Client()
    client.get("/connexion/")
    with CaptureQueriesContext(connection) as seen:
        ask(client, email)
    words = [found.groups() for query in seen if (found := WORD.match(query["sql"]))]
    return Counter(pair for pair in words if pair[1] not in LIMITS)


def ask_reset(client: Client, email: str) -> HttpResponse:
    return client.post("/connexion/mot-de-passe/oublie/", {"email": email})


@pytest.mark.parametrize("ask", [ask_code, ask_reset])
def test_asking_writes_as_much_for_an_unknown_address(cast: Cast, ask) -> None:
    known = cast.agent_b if ask is ask_code else with_password(cast.finance)
    told, untold = work(ask, known.email), work(ask, STRANGER)
    written = [pair for pair in told if pair[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert ("INSERT", "actors_message") in written
    assert {pair: told[pair] for pair in written} == {pair: untold[pair] for pair in written}
    assert abs(told.total() - untold.total()) <= 3
    assert Message.objects.filter(address=STRANGER).count() == 0, "and nothing is kept"


def test_a_staff_address_is_treated_as_unknown_for_the_code(cast: Cast) -> None:
    staff, stranger = work(ask_code, cast.finance.email), work(ask_code, STRANGER)
    assert abs(staff.total() - stranger.total()) <= 3
    assert not Message.objects.filter(kind="compte.login_code").exists()


def test_every_password_tried_is_hashed_once(cast: Cast, settings) -> None:
    """Known with a password, known without one, unknown."""
    settings.PASSWORD_HASHERS = ["reims_solidarite.kit.hashing.Argon2id"]
    tried = {}
    for email in (with_password(cast.finance).email, cast.agent_a.email, STRANGER):
        cache.clear()
        with (
            patch.object(Argon2id, "encode", autospec=True, side_effect=Argon2id.encode) as made,
            patch.object(Argon2id, "verify", autospec=True, side_effect=Argon2id.verify) as read,
        ):
            post_password(Client(), email, "une phrase fausse 51")
        tried[email] = made.call_count + read.call_count
    assert set(tried.values()) == {1}, tried
