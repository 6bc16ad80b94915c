"""« Je confirme » : one tap, shown to the coordinator, never by a link alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from actors.models import JournalEntry
from epicerie.actions.confirming import confirm_place
from epicerie.actions.places import give_up_place, hold_place
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(cast):
    return rota.as_volunteer(cast.volunteer, cast.entraide, cast.grocery)


@pytest.fixture
def held(cast, me, at):
    return hold_place(rota.need(rota.opening(cast.grocery)), volunteer=me, by=cast.volunteer, at=at)


@pytest.fixture
def client(cast, me, monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())
    return cast.client(cast.volunteer)


def url(held):
    return reverse("epicerie:confirm_place", args=[held.pk])


def test_the_first_page_has_the_button_and_then_says_so(cast, client, held):
    assert f'action="{url(held)}"' in client.get("/benevole/").content.decode()
    assert client.post(url(held)).status_code == 302
    page = client.get("/benevole/").content.decode()
    assert "Vous avez confirmé." in page
    assert url(held) not in page
    board = cast.client(cast.grocery).get(reverse("epicerie:opening", args=[held.opening_id]))
    assert "A confirmé" in board.content.decode()


def test_a_link_in_a_mail_confirms_nothing_by_itself(client, held):
    assert "Je confirme : je viens" in client.get(url(held)).content.decode()
    held.refresh_from_db()
    assert held.confirmed_at is None


def test_saying_it_twice_changes_nothing(cast, held, at):
    confirm_place(held, by=cast.volunteer, at=at)
    confirm_place(held, by=cast.volunteer, at=at + timedelta(hours=1))
    held.refresh_from_db()
    assert held.confirmed_at == at
    assert JournalEntry.objects.filter(verb="confirm_place").count() == 1


def test_each_refusal_has_its_reason(cast, client, held, at):
    with pytest.raises(Refused, match="vos propres places"):
        confirm_place(held, by=cast.grocery, at=at)
    with pytest.raises(Refused, match="est terminé"):
        confirm_place(held, by=cast.volunteer, at=held.period.upper)
    give_up_place(held, by=cast.volunteer, at=at)
    answer = client.post(url(held))
    assert answer.status_code == 409
    assert "rien à confirmer" in answer.content.decode()


def test_somebody_elses_shift_does_not_exist(cast, client, at):
    other = rota.volunteer(cast.grocery, cast.entraide, "olga")
    theirs = hold_place(
        rota.need(rota.opening(cast.grocery)), volunteer=other, by=other.user, at=at
    )
    assert client.post(url(theirs)).status_code == 404
