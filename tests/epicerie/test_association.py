"""An association manager sees their own volunteers, in figures, and nobody else's."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from epicerie.actions.places import give_up_place, hold_place
from epicerie.models import Promise, Volunteer
from epicerie.queries.association import association_menu, association_panel
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
PAGE = "/partenaire/benevoles/"


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


def promise(cast, places: int, *, since: date = date(2026, 11, 1), organisation=None) -> None:
    Promise.objects.create(
        organisation=organisation or cast.entraide,
        period=DateRange(since, date(2027, 1, 1)),
        places_a_month=places,
        said_at=cast.at,
    )


def test_own_volunteers_only(cast):
    rota.volunteer(cast.grocery, cast.entraide, "ana")
    rota.volunteer(cast.grocery, cast.secours, "bob")
    page = cast.client(cast.manager_a).get(PAGE).content.decode()
    assert "Ana Bénévole" in page
    assert "Bob" not in page
    assert "cast.example" not in page


def test_a_volunteer_who_left_is_seen_no_more(cast):
    gone = rota.volunteer(cast.grocery, cast.entraide, "ana")
    gone.affiliations.update(ended_on=date(2026, 11, 23))
    page = cast.client(cast.manager_a).get(PAGE).content.decode()
    assert "Ana" not in page
    assert "Aucun bénévole" in page
    assert not Volunteer.objects.visible_to(cast.manager_a).exists()


@pytest.mark.parametrize("who", ["agent_a", "landlord_agent", "volunteer", "grocery"])
def test_only_managers_open_the_page(cast, who):
    assert cast.client(getattr(cast, who)).get(PAGE).status_code == 403
    assert association_menu(getattr(cast, who)) == []


def test_promised_and_held_this_month(cast, at):
    people = [rota.volunteer(cast.grocery, cast.entraide, name) for name in ("ana", "bob")]
    other = rota.volunteer(cast.grocery, cast.secours, "cleo")
    need = rota.need(rota.opening(cast.grocery, date(2026, 11, 26), accueil=4))
    held = [hold_place(need, volunteer=person, by=person.user, at=at) for person in people]
    hold_place(need, volunteer=other, by=other.user, at=at)
    give_up_place(held[0], by=people[0].user, at=at)
    panel = association_panel(cast.manager_a, at.date())
    assert panel["rows"][0]["label"] == "Places tenues ce mois-ci : 1"
    assert panel["rows"][0]["detail"] == "1 rendues par vos bénévoles"
    promise(cast, 4)
    panel = association_panel(cast.manager_a, at.date())
    assert panel["rows"][0]["label"] == "Places tenues ce mois-ci : 1 sur 4 promises"
    assert association_panel(cast.agent_a, at.date()) is None


def test_an_association_without_volunteers_has_no_panel(cast, at):
    assert association_panel(cast.manager_a, at.date()) is None


def test_the_page_costs_the_same_for_one_and_for_three(cast, django_assert_num_queries):
    client = cast.client(cast.manager_a)
    rota.volunteer(cast.grocery, cast.entraide, "ana")
    client.get(PAGE)
    with django_assert_num_queries(8) as one:
        client.get(PAGE)
    for name in ("bob", "cleo"):
        rota.volunteer(cast.grocery, cast.entraide, name)
    with django_assert_num_queries(len(one)):
        client.get(PAGE)
