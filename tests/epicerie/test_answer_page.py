"""The page behind the link of an e-mail: GET changes nothing, POST answers, dead links speak."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from epicerie.actions.calls import stop_call
from epicerie.actions.places import give_up_place, hold_place, take_back_place
from epicerie.models import Assignment, CalledPerson, PlaceLink
from tests.epicerie import rota_cast as rota
from tests.epicerie.call_cast import advance, only_call, tokens_of
from tests.epicerie.test_languages import left_in_latin

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, accueil=1)


@pytest.fixture
def vera(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "vera")


@pytest.fixture
def ana(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "ana")


@pytest.fixture
def held(cast, opened, vera, at):
    return hold_place(rota.need(opened), volunteer=vera, by=cast.grocery, at=at)


@pytest.fixture
def wanted(held, vera, ana, at):
    """Vera gave up, Ana is asked; her link."""
    give_up_place(held, by=vera.user, at=at)
    advance(at)
    return page(tokens_of(ana, "epicerie.replacement_asked")[0])


def page(token: str) -> str:
    return f"/benevole/reponse/{token}/"


def link_of(vera) -> str:
    return page(tokens_of(vera, "epicerie.place_assigned")[0])


def rows() -> list[tuple]:
    return [
        *Assignment.objects.order_by("pk").values_list("pk", "state", "confirmed_at"),
        *CalledPerson.objects.order_by("pk").values_list("pk", "answer"),
        *PlaceLink.objects.order_by("pk").values_list("pk", "used_at", "revoked_at"),
    ]


def test_a_mail_scanner_that_follows_the_link_changes_nothing(client, held, vera):
    before = rows()
    for _ in range(3):
        answer = client.get(link_of(vera))
        assert answer.status_code == 200
        assert client.head(link_of(vera)).status_code == 200
    assert rows() == before
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["X-Robots-Tag"] == "noindex"


def test_it_says_the_day_the_post_and_the_site_and_no_name(client, held, vera):
    text = client.get(link_of(vera)).content.decode()
    for part in ("jeudi 3", "Accueil", str(held.opening.site), "Je confirme"):
        assert part in text
    for secret in ("Vera", vera.user.email, str(vera)):
        assert secret not in text


def test_confirm_then_give_up_with_the_same_link(client, held, vera, at):
    url = link_of(vera)
    answer = client.post(url, {"reponse": "oui"}, follow=True)
    assert "votre venue est confirmée" in answer.content.decode()
    held.refresh_from_db()
    assert held.confirmed_at is not None
    answer = client.post(url, {"reponse": "non"}, follow=True)
    assert "vous ne viendrez pas" in answer.content.decode()
    held.refresh_from_db()
    assert held.state == "given_up"
    assert only_call().freed == held
    again = client.post(url, {"reponse": "oui"})
    assert again.status_code == 409
    assert "ne répond plus" in again.content.decode()
    held.refresh_from_db()
    assert held.state == "given_up"


def test_the_first_yes_has_the_place_and_the_link_serves_once(client, wanted, ana):
    text = client.get(wanted).content.decode()
    assert "Pouvez-vous venir" in text
    assert "Je viens" in text
    answer = client.post(wanted, {"reponse": "oui"}, follow=True)
    assert "la place est à vous" in answer.content.decode()
    assert Assignment.objects.active().get().volunteer == ana
    assert client.post(wanted, {"reponse": "non"}).status_code == 409
    assert Assignment.objects.active().count() == 1


def test_no_is_recorded_and_thanked(client, wanted):
    answer = client.post(wanted, {"reponse": "non"}, follow=True)
    assert "merci d’avoir répondu" in answer.content.decode()
    assert CalledPerson.objects.get().answer == "no"


def test_too_late_is_told_kindly(cast, client, wanted, opened, at):
    bob = rota.volunteer(cast.grocery, cast.entraide, "bob")
    hold_place(rota.need(opened), volunteer=bob, by=cast.grocery, at=at)
    answer = client.get(wanted)
    assert "La place est prise, merci" in answer.content.decode()
    answer = client.post(wanted, {"reponse": "oui"}, follow=True)
    assert "La place est prise, merci" in answer.content.decode()
    assert CalledPerson.objects.get().answer == "late"


def test_a_yes_that_is_not_possible_says_why_and_keeps_the_link(client, wanted, ana):
    ana.active = False
    ana.save()
    answer = client.post(wanted, {"reponse": "oui"})
    assert answer.status_code == 409
    assert "pas disponible" in answer.content.decode()
    assert client.get(wanted).status_code == 200


@pytest.mark.parametrize(
    ("clock", "words"),
    [("2026-12-03T12:00+01:00", "est passée"), ("2026-11-23T09:00+01:00", "plus la vôtre")],
)
def test_dead_links_say_so_without_acting(cast, client, held, vera, monkeypatch, clock, words, at):
    url = link_of(vera)
    monkeypatch.setenv("PORTAIL_CLOCK", clock)
    if "vôtre" in words:
        take_back_place(held, by=cast.grocery, at=at)
    answer = client.get(url)
    assert answer.status_code == 410
    assert words in answer.content.decode()
    before = rows()
    assert client.post(url, {"reponse": "non"}).status_code == 409
    assert rows() == before


def test_a_call_that_the_coordinator_ended_looks_for_nobody(cast, client, wanted, at):
    stop_call(only_call(), by=cast.grocery, at=at)
    answer = client.get(wanted)
    assert answer.status_code == 410
    assert "plus personne" in answer.content.decode()


def test_an_invented_link_is_gone_and_guessing_is_slowed_down(client, held, vera):
    answer = client.get(page("invente-1"))
    assert answer.status_code == 410
    assert "ne répond pas" in answer.content.decode()
    codes = [client.post(page(f"invente-{n}"), {"reponse": "non"}).status_code for n in range(121)]
    assert codes == [410] * 120 + [429]


def test_a_link_answers_twenty_times_an_hour_at_most(client, held, vera):
    url = link_of(vera)
    codes = [client.post(url, {"reponse": "oui"}).status_code for _ in range(21)]
    assert codes == [302] * 20 + [429]


def test_an_answer_without_a_known_button_changes_nothing(client, held, vera):
    before = rows()
    assert client.post(link_of(vera), {"reponse": "peut-être"}).status_code == 200
    assert rows() == before


def test_a_form_from_another_site_is_refused(held, vera):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link_of(vera), {"reponse": "non"}).status_code == 403
    held.refresh_from_db()
    assert held.state == "active"


def test_the_link_lives_until_the_opening_ends(held):
    assert PlaceLink.objects.get().expires_at == held.opening.finishes_at
    assert not PlaceLink.objects.open(held.opening.finishes_at).exists()
    assert PlaceLink.objects.open(held.opening.finishes_at - timedelta(minutes=1)).exists()


@pytest.mark.parametrize("language", ["uk", "ar"])
def test_the_page_speaks_the_language_of_the_person(client, wanted, ana, language):
    ana.language = language
    ana.save()
    for reply in (None, "non"):
        if reply:
            client.post(wanted, {"reponse": reply})
        html = client.get(wanted).content.decode()
        assert left_in_latin(html) == []
        assert f'<html lang="{language}"' in html
    assert "Ce lien ne répond pas" in client.get(page("invente")).content.decode()
