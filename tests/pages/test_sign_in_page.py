"""The sign-in page is drawn once a process; what belongs to one visitor is never in it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from reims_solidarite.pages.views.sign_in import TOKEN
from tests.cast import Cast

pytestmark = pytest.mark.django_db
FIELD = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def page(client: Client, query: str = "") -> str:
    return client.get(reverse("account_login") + query).content.decode()


def test_each_visitor_has_a_token_of_their_own() -> None:
    first, second = page(Client()), page(Client())
    assert TOKEN not in first
    assert len(FIELD.findall(first)) == 2
    assert not set(FIELD.findall(first)) & set(FIELD.findall(second))
    assert FIELD.sub("", first) == FIELD.sub("", second)


def test_the_token_of_the_page_is_accepted_and_without_it_nobody_enters() -> None:
    client = Client(enforce_csrf_checks=True)
    token = FIELD.findall(page(client))[0]
    address = reverse("account_request_login_code")
    sent = {"email": "personne@exemple.example"}
    assert client.post(address, sent).status_code == 403
    assert client.post(address, {**sent, "csrfmiddlewaretoken": token}).status_code == 302


def test_nobody_keeps_the_page() -> None:
    answer = Client().get(reverse("account_login"))
    assert "no-store" in answer["Cache-Control"]


def test_where_to_go_next_is_kept_for_this_visitor_alone() -> None:
    assert 'name="next" value="/benevole/"' in page(Client(), "?next=/benevole/")
    assert "/benevole/&" not in page(Client())
    assert 'name="next"' not in page(Client())


def test_whoever_is_signed_in_goes_home(cast: Cast) -> None:
    client = cast.client(cast.network)
    assert client.get(reverse("account_login")).status_code == 302
