"""What waits for the coordinator: short days first, with the button that mends them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from actors.models import Message
from epicerie.actions.access import request_access
from epicerie.actions.rota import publish_places
from epicerie.models import Assignment
from epicerie.queries.work_lists import work_lists_for
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota
from tests.epicerie import stock_cast as stock

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def named(user) -> dict:
    return {work["title"]: work for work in work_lists_for(user, on=TODAY)}


def test_a_short_day_comes_with_its_button(cast):
    opened = rota.opening(cast.grocery, date(2026, 11, 26), accueil=2, caisse=1)
    work = named(cast.grocery)["Jours où il manque du monde"]
    (row,) = work["rows"]
    assert row["detail"] == "il manque 3 personnes"
    assert row["urgent"] is True
    assert row["url"] == reverse("epicerie:fill_post", args=[rota.need(opened, "accueil").pk])


def test_a_full_day_is_not_in_the_list(cast, at):
    opened = rota.opening(cast.grocery, accueil=1)
    person = rota.volunteer(cast.grocery, cast.entraide, "ana")
    publish_places({rota.need(opened): [person]}, by=cast.grocery, at=at)
    assert named(cast.grocery)["Jours où il manque du monde"]["rows"] == []


def test_mandates_and_dates_that_end(cast):
    person = rota.volunteer(cast.grocery, cast.entraide, "ana")
    rota.mandate(person, cast.grocery, until=TODAY + timedelta(days=10))
    stock.lot(cast.grocery, date_kind="dlc", best_on=TODAY + timedelta(days=1))
    lists = named(cast.grocery)
    (mandate,) = lists["Mandats et formations qui se terminent"]["rows"]
    assert mandate["label"] == "Ana Bénévole : mandat de caisse"
    assert mandate["detail"] == "jusqu’au 02/12/2026"
    (product,) = lists["Produits à écouler ou à sortir"]["rows"]
    assert product["urgent"] is False


def test_accesses_wait_for_those_who_decide(cast, at):
    made = stock.poor_household(cast.case_worker)
    request_access(made, by=cast.case_worker, at=at)
    lists = named(cast.case_worker)
    assert list(lists) == ["Accès à décider ou à renouveler"]
    assert lists["Accès à décider ou à renouveler"]["rows"][0]["label"] == made.number


def test_a_calendar_that_runs_out_is_said_until_days_are_opened(cast):
    (row,) = named(cast.grocery)["Jours à ouvrir"]["rows"]
    assert row["label"] == "Aucun jour d’ouverture n’est prévu"
    rota.opening(cast.grocery, TODAY + timedelta(weeks=6, days=-1))
    (row,) = named(cast.grocery)["Jours à ouvrir"]["rows"]
    last = row["label"].replace("\u00a0", " ")
    assert last == "Le planning n’est ouvert que jusqu’au dimanche 3 janvier 2027"
    assert row["url"] == reverse("epicerie:generate_openings")
    assert row["urgent"] is False
    rota.opening(cast.grocery, TODAY + timedelta(weeks=6))
    assert "Jours à ouvrir" not in named(cast.grocery)


@pytest.mark.parametrize("who", ["manager", "finance", "auditor", "network"])
def test_nothing_for_the_others(cast, who):
    assert work_lists_for(getattr(cast, who), on=TODAY) == []


def test_as_many_queries_for_one_row_as_for_three(
    cast, at, django_assert_num_queries, django_assert_max_num_queries
):
    def more(number: int) -> None:
        rota.opening(cast.grocery, date(2026, 12, number))
        person = rota.volunteer(cast.grocery, cast.entraide, f"p{number}")
        rota.mandate(person, cast.grocery, until=TODAY + timedelta(days=10))
        stock.lot(cast.grocery, date_kind="dlc", best_on=TODAY)
        made = stock.poor_household(cast.case_worker, last=f"Famille{number}")
        request_access(made, by=cast.case_worker, at=at)

    more(1)
    roles = cast.grocery.roles
    assert roles
    with django_assert_max_num_queries(14) as one:
        work_lists_for(cast.grocery, on=TODAY)
    more(2)
    more(3)
    with django_assert_num_queries(len(one)):
        work_lists_for(cast.grocery, on=TODAY)


def test_publishing_places_tells_each_person_once(cast, at):
    person = rota.volunteer(cast.grocery, cast.entraide, "ana")
    needs = [rota.need(rota.opening(cast.grocery, date(2026, 12, day))) for day in (1, 2, 3)]
    publish_places({need: [person] for need in needs}, by=cast.grocery, at=at)
    assert Assignment.objects.active().count() == 3
    told = Message.objects.get(kind="epicerie.rota_published")
    assert told.text.count("Poste :") == 3


def test_publishing_is_all_or_nothing(cast, at):
    person = rota.volunteer(cast.grocery, cast.entraide, "ana")
    first = rota.need(rota.opening(cast.grocery, date(2026, 12, 1)))
    till = rota.need(rota.opening(cast.grocery, date(2026, 12, 2), caisse=1), "caisse")
    with pytest.raises(Refused, match=r"Ana Bénévole.*Mandat de caisse"):
        publish_places({first: [person], till: [person]}, by=cast.grocery, at=at)
    assert not Assignment.objects.exists()
