"""The rota board: what it tells of each day, and what it costs."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from epicerie.actions.confirming import confirm_place
from epicerie.actions.openings import cancel_day
from epicerie.actions.places import hold_place
from epicerie.models import Absence, Assignment, OpeningDay, OpeningNeed, Site, Volunteer
from epicerie.queries.planning import board
from tests.epicerie import rota_cast as rota
from tests.epicerie.crowd import crowd

pytestmark = pytest.mark.django_db
DAY = rota.DAY
QUARTER = (date(2026, 11, 1), date(2027, 2, 1))
PLACES = {
    "preparation": 4,
    "rayons": 3,
    "accueil": 3,
    "caisse": 2,
    "livraison": 2,
    "referent": 1,
}


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


@pytest.fixture
def client(cast):
    return cast.client(cast.grocery)


def page(client, **query) -> str:
    answer = client.get(reverse("epicerie:planning"), query)
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def quarter_of_openings(cast) -> None:
    """Three days a week, 15 places each, from the 1st of December for nine weeks."""
    for week in range(9):
        for weekday in (0, 2, 3):
            day = date(2026, 11, 30) + timedelta(days=7 * week + weekday)
            if day < QUARTER[1]:
                rota.opening(cast.grocery, day, **PLACES)


def fill(cast, at, count: int) -> None:
    """Some volunteers hold every place, in turn: without looking at any rule."""
    people = list(Volunteer.objects.order_by("pk")[:count])
    rows = []
    for number, opening in enumerate(OpeningDay.objects.order_by("day")):
        turn = number * 15
        for need in OpeningNeed.objects.filter(opening=opening).order_by("pk"):
            for place in range(1, need.places + 1):
                rows.append(
                    Assignment(
                        opening=opening,
                        need=need,
                        place_number=place,
                        volunteer=people[turn % count],
                        period=opening.period,
                        created_at=at,
                        changed_at=at,
                        created_by=cast.grocery,
                    )
                )
                turn += 1
    Assignment.objects.bulk_create(rows)


def test_a_day_tells_places_trained_people_and_confirmations(cast, at):
    rota.opening(cast.grocery, preparation=2, accueil=1)
    vera, olga = (rota.volunteer(cast.grocery, cast.entraide, name) for name in ("vera", "olga"))
    held = hold_place(
        rota.need(OpeningDay.objects.get(), "preparation"), volunteer=vera, by=vera.user, at=at
    )
    hold_place(
        rota.need(OpeningDay.objects.get(), "preparation"), volunteer=olga, by=olga.user, at=at
    )
    confirm_place(held, by=vera.user, at=at)
    seen = board(*QUARTER)
    (day,) = seen.days
    told = {
        cell.label: (cell.filled, cell.places, cell.missing, cell.untrained) for cell in day.cells
    }
    assert told["Préparation"] == (2, 2, 0, 1)
    assert told["Accueil"] == (0, 1, 1, 0)
    assert (day.filled, day.confirmed, day.missing, day.untrained) == (2, 1, 1, 1)
    assert (seen.filled, seen.confirmed, seen.missing, seen.untrained) == (2, 1, 1, 1)


def test_several_skills_of_one_person_count_once(cast, at):
    opened = rota.opening(cast.grocery, preparation=2)
    vera = rota.volunteer(cast.grocery, cast.entraide, "vera")
    hold_place(rota.need(opened, "preparation"), volunteer=vera, by=vera.user, at=at)
    for skill in ("hygiene", "driving", "referent"):
        vera.skills.create(skill=skill, period=(date(2026, 1, 1), None), granted_at=at)
    (day,) = board(*QUARTER).days
    assert (day.filled, day.missing, day.untrained) == (1, 1, 0)
    vera.skills.filter(skill="hygiene").update(period=(date(2026, 1, 1), DAY))
    (day,) = board(*QUARTER).days
    assert (day.filled, day.missing, day.untrained) == (1, 1, 1)


def test_where_everybody_is_trained_a_missing_person_is_told_once(cast):
    rota.opening(cast.grocery, caisse=2)
    (day,) = board(*QUARTER).days
    assert (day.missing, day.untrained) == (2, 0)


def test_a_cancelled_day_lacks_nobody_and_counts_in_no_total(cast, at):
    opened = rota.opening(cast.grocery, accueil=2)
    rota.opening(cast.grocery, DAY + timedelta(days=1), accueil=3)
    cancel_day(opened, reason="fuite d’eau", by=cast.grocery, at=at)
    seen = board(*QUARTER)
    assert [day.missing for day in seen.days] == [0, 3]
    assert {total.label: total.places for total in seen.totals}["Accueil"] == 3


def test_the_month_and_the_quarter(cast, client):
    for day in (date(2026, 11, 26), DAY):
        rota.opening(cast.grocery, day)
    quarter = page(client)
    assert "jeudi 26 novembre 2026" in quarter
    assert "jeudi 3 décembre 2026" in quarter
    month = page(client, vue="mois")
    assert "jeudi 26 novembre 2026" in month
    assert "jeudi 3 décembre 2026" not in month
    assert "?debut=2026-12-01&amp;vue=mois" in month
    assert "?debut=2027-02-01&amp;vue=trimestre" in quarter
    assert "jeudi 3 décembre 2026" in page(client, vue="mois", debut="2026-12-17")
    assert page(client, vue="siecle", debut="hier").count("<h1") == 1


def test_a_second_site_is_named_only_where_there_is_one(cast, client, at):
    rota.opening(cast.grocery)
    assert [day.site for day in board(*QUARTER).days] == [""]
    elsewhere = Site.objects.create(code="orgeval", label="Orgeval")
    OpeningDay.objects.create(site=elsewhere, day=DAY, starts="14:00", ends="17:00", created_at=at)
    assert {day.site for day in board(*QUARTER).days} > {"Orgeval"}
    assert "Orgeval" in page(client)


def test_faults_are_named_with_the_day_where_they_are_mended(cast, client, at):
    opened = rota.opening(cast.grocery)
    vera = rota.volunteer(cast.grocery, cast.entraide, "vera")
    hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=at)
    assert "Aucune règle enfreinte" in page(client, regles="1")
    assert "regles=1" in page(client)
    Absence.objects.create(volunteer=vera, period=(DAY, DAY + timedelta(days=1)), said_at=at)
    shown = page(client, regles="1")
    assert "1 règle enfreinte" in shown
    assert "Vera Bénévole : ne peut pas venir" in shown
    assert reverse("epicerie:opening", args=[opened.pk]) in shown.split("fault-list")[1]
    past = page(client, vue="mois", debut="2026-09-01", regles="1")
    assert "enfreinte" not in past
    assert "regles=1" not in past


def test_a_long_list_of_faults_is_counted_whole_and_named_in_part(cast, client, at):
    quarter_of_openings(cast)
    crowd(cast, 40, at)
    fill(cast, at, 40)
    Volunteer.objects.update(max_month=1)
    shown = page(client, regles="1")
    assert shown.split("fault-list")[1].split("</ul>")[0].count("<li>") == 40
    assert "corrigez celles-ci" in shown
    assert len(shown.encode()) < 60_000


# The board alone, and with the rules judged.
ASKED = pytest.mark.parametrize(("query", "most"), [({}, 5), ({"regles": "1"}, 25)])


@ASKED
def test_the_board_costs_the_same_for_80_and_8000_volunteers_and_weighs_little(
    cast, client, at, query, most, django_assert_num_queries, django_assert_max_num_queries
):
    quarter_of_openings(cast)
    crowd(cast, 80, at)
    fill(cast, at, 80)
    page(client, **query)
    with django_assert_max_num_queries(most) as few:
        shown = page(client, **query)
    assert len(shown.encode()) < 60_000
    crowd(cast, 7920, at)
    with django_assert_num_queries(len(few)):
        page(client, **query)


@ASKED
def test_the_board_costs_the_same_for_one_day_and_for_three(
    cast, client, at, query, most, django_assert_num_queries, django_assert_max_num_queries
):
    crowd(cast, 50, at)
    rota.opening(cast.grocery, **PLACES)
    fill(cast, at, 50)
    page(client, **query)
    with django_assert_max_num_queries(most) as one:
        page(client, **query)
    Assignment.objects.update(state="cancelled")
    for days in (1, 2):
        rota.opening(cast.grocery, DAY + timedelta(days=days), **PLACES)
    fill(cast, at, 50)
    with django_assert_num_queries(len(one)):
        page(client, **query)
