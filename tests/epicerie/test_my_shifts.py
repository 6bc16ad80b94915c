"""The volunteer's pages: next shift first, two taps, own things only, few queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from epicerie.actions.places import hold_place
from epicerie.models import Assignment
from tests.epicerie import rota_cast as rota
from tests.epicerie.presence_cast import all_present

pytestmark = pytest.mark.django_db
HOME = "/benevole/"


@pytest.fixture
def me(cast):
    return rota.as_volunteer(cast.volunteer, cast.entraide, cast.grocery)


@pytest.fixture
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


@pytest.fixture
def client(cast, me, clock):
    return cast.client(cast.volunteer)


def hold(cast, me, day, at):
    opened = rota.opening(cast.grocery, day)
    return hold_place(rota.need(opened), volunteer=me, by=cast.grocery, at=at)


def test_the_next_shift_comes_first(cast, me, client, at):
    hold(cast, me, date(2026, 12, 8), at)
    hold(cast, me, date(2026, 12, 3), at)
    page = client.get(HOME).content.decode()
    first, second = page.index("jeudi 3"), page.index("mardi 8")
    assert first < second
    assert page.index("Je ne peux pas venir") < second


def test_without_shift_nor_place_the_page_says_so(client):
    page = client.get(HOME).content.decode()
    assert "Vous n’avez pas de créneau prévu" in page
    assert "Aucune place libre" in page


def test_an_account_without_record_is_told_what_to_do(cast, clock):
    page = cast.client(cast.volunteer).get(HOME).content.decode()
    assert "n’est pas encore prête" in page


def test_taking_and_giving_up_are_two_taps(cast, me, client, at):
    opened = rota.opening(cast.grocery)
    page = client.get(HOME).content.decode()
    take = reverse("epicerie:take_place", args=[rota.need(opened).pk])
    assert f'action="{take}"' in page
    assert client.post(take).status_code == 302
    held = Assignment.objects.active().get()
    assert held.volunteer == me
    give_up = reverse("epicerie:give_up_place", args=[held.pk])
    assert give_up in client.get(HOME).content.decode()
    assert "Oui, je ne peux pas venir" in client.get(give_up).content.decode()
    assert client.post(give_up).status_code == 302
    assert not Assignment.objects.active().exists()


def test_get_never_takes_nor_gives_up(cast, me, client, at):
    opened = rota.opening(cast.grocery)
    assert (
        client.get(reverse("epicerie:take_place", args=[rota.need(opened).pk])).status_code == 200
    )
    assert not Assignment.objects.exists()
    held = hold_place(rota.need(opened), volunteer=me, by=cast.volunteer, at=at)
    client.get(reverse("epicerie:give_up_place", args=[held.pk]))
    assert Assignment.objects.active().count() == 1


def test_a_refusal_is_a_sentence_on_the_page(cast, me, client, at):
    opened = rota.opening(cast.grocery, accueil=1)
    other = rota.volunteer(cast.grocery, cast.entraide, "olga")
    hold_place(rota.need(opened), volunteer=other, by=other.user, at=at)
    answer = client.post(reverse("epicerie:take_place", args=[rota.need(opened).pk]))
    assert answer.status_code == 409
    assert "Toutes les places de ce poste sont prises" in answer.content.decode()


def test_places_i_cannot_take_say_why(cast, me, client):
    rota.opening(cast.grocery, caisse=1)
    page = client.get(HOME).content.decode()
    assert "Il manque la formation « Mandat de caisse » ce jour-là." in page
    assert "Je viens" not in page


def test_anothers_place_does_not_exist_for_me(cast, me, client, at):
    opened = rota.opening(cast.grocery)
    other = rota.volunteer(cast.grocery, cast.entraide, "olga")
    held = hold_place(rota.need(opened), volunteer=other, by=other.user, at=at)
    url = reverse("epicerie:give_up_place", args=[held.pk])
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404


@pytest.mark.parametrize("who", ["agent_a", "case_worker", "landlord_agent"])
def test_other_roles_are_refused(cast, clock, who):
    assert cast.client(getattr(cast, who)).get(HOME).status_code == 403


def test_hours_given_are_told(cast, me, client, monkeypatch, at):
    held = hold(cast, me, date(2026, 12, 3), at)
    after = held.period.upper + timedelta(hours=1)
    monkeypatch.setenv("PORTAIL_CLOCK", after.isoformat())
    assert "Vos heures apparaîtront ici" in client.get(HOME).content.decode()
    all_present(cast, held.opening, at=after)
    page = client.get(HOME).content.decode().replace("\u00a0", " ")
    assert "<strong>3 h</strong> à l’épicerie jusqu’ici, en 1 ouverture." in page


def test_as_many_queries_for_one_shift_as_for_three(
    cast, me, client, at, django_assert_num_queries, django_assert_max_num_queries
):
    hold(cast, me, date(2026, 12, 1), at)
    rota.opening(cast.grocery, date(2026, 12, 2))
    client.get(HOME)
    with django_assert_max_num_queries(12) as one:
        client.get(HOME)
    for day in (3, 4):
        hold(cast, me, date(2026, 12, day), at)
        rota.opening(cast.grocery, date(2026, 12, day + 6))
    with django_assert_num_queries(len(one)):
        client.get(HOME)
