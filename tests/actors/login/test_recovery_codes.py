"""Recovery codes: shown and taken away right after enrolment, by pages that only read."""

from __future__ import annotations

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse

from tests.actors.login.journeys import PASSWORD, code_now, post_password, with_second_factor
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PAGES = ("mfa_view_recovery_codes", "mfa_download_recovery_codes")


@pytest.fixture
def enrolled(cast: Cast) -> tuple[Client, list[str]]:
    """A colleague who has just proved both factors, and the codes nobody has read yet."""
    user = with_second_factor(cast.finance)
    codes = RecoveryCodes.activate(user).get_unused_codes()
    client = Client()
    answer = post_password(client, user.email)
    client.post(answer["Location"], {"code": code_now()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client, codes


@pytest.mark.parametrize("name", PAGES)
def test_codes_are_read_at_once_and_again(enrolled: tuple[Client, list[str]], name: str) -> None:
    client, codes = enrolled
    assert len(codes) == 10
    for _ in range(2):
        answer = client.get(reverse(name))
        assert answer.status_code == 200
        assert all(code in answer.content.decode() for code in codes)


def test_the_file_is_a_download(enrolled: tuple[Client, list[str]]) -> None:
    client, _ = enrolled
    answer = client.get(reverse("mfa_download_recovery_codes"))
    assert answer["Content-Disposition"] == 'attachment; filename="codes-de-secours.txt"'


@pytest.mark.parametrize("name", PAGES)
def test_without_codes_there_is_no_page(cast: Cast, name: str) -> None:
    user = with_second_factor(cast.finance)
    client = Client()
    answer = post_password(client, user.email)
    client.post(answer["Location"], {"code": code_now()})
    assert client.get(reverse(name)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_signs_in_first(name: str) -> None:
    answer = Client().get(reverse(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", PAGES)
def test_a_signed_in_person_proves_it_once_more(cast: Cast, name: str) -> None:
    user = with_second_factor(cast.finance)
    RecoveryCodes.activate(user)
    client = Client()
    answer = post_password(client, user.email)
    client.post(answer["Location"], {"code": code_now()})
    again = client.get(reverse(name))
    assert again["Location"].startswith(reverse("account_reauthenticate"))
