"""What anyone reads: editions, programme, groups, results; never a draft, never a name."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assises.models import Edition, EditionState, WorkingGroup
from tests.assises.builders import a_workshop, an_edition, registered
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def content() -> None:
    call_command("import_assises", verbosity=0)


def test_the_index_shows_the_past_and_says_that_nothing_is_announced(content: None) -> None:
    page = Client().get("/assises/").content.decode()
    assert "Vendredi 23\u00a0juin 2017" in page
    assert "Environ 100 participants" in page
    assert "La date n’est pas encore fixée" in page


def test_the_2017_programme_is_true_to_its_source(content: None) -> None:
    page = Client().get("/assises/2017/").content.decode()
    for words in (
        "François Soulage",
        "Délégué général de l’Union Nationale des CCAS (UNCCAS)",
        "intelligence des territoires",
        "5 ateliers au choix",
        "9 h 45",
        "Source : Ville de Reims",
        "URIOPSS Champagne-Ardenne",
    ):
        assert words.replace(" ", "") in page.replace("\u00a0", "").replace(" ", ""), words
    assert "place libre" not in page, "registration is not open"


def test_places_are_told_while_registration_is_open(at: datetime) -> None:
    edition = an_edition(at)
    workshop = a_workshop(edition, "Se loger", at=at, capacity=2)
    registered(edition, 1, workshop, at=at)
    assert "1 place libre" in Client().get("/assises/2027/").content.decode()
    registered(edition, 2, workshop, at=at)
    registered(edition, 3, workshop, at=at)
    assert "Complet : 1 personne attend" in Client().get("/assises/2027/").content.decode()


def test_a_draft_is_for_the_staff(at: datetime, cast: Cast) -> None:
    an_edition(at)
    Edition.objects.update(state=EditionState.DRAFT)
    assert Client().get("/assises/2027/").status_code == 404
    assert cast.client(cast.agent_a).get("/assises/2027/").status_code == 404
    assert cast.client(cast.network).get("/assises/2027/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/assises/", "/assises/2017/", "/assises/2017/bilan/", "/assises/groupes/"]
)
def test_pages_answer_with_and_without_content(path: str) -> None:
    assert Client().get(path).status_code in (200, 404)
    call_command("import_assises", verbosity=0)
    assert Client().get(path).status_code == 200


def test_each_theme_has_its_group(content: None) -> None:
    assert WorkingGroup.objects.count() == 5
    for group in WorkingGroup.objects.all():
        page = Client().get(f"/assises/groupes/{group.slug}/")
        assert "Pas de réunion prévue" in page.content.decode()


def test_the_programme_costs_the_same_for_one_and_many_workshops(
    at: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edition = an_edition(at)
    registered(edition, 1, a_workshop(edition, "A", at=at), at=at)
    with django_assert_num_queries(2):
        Client().get("/assises/2027/")
    for number in range(6):
        registered(edition, 10 + number, a_workshop(edition, f"B{number}", at=at), at=at)
    with django_assert_num_queries(2):
        Client().get("/assises/2027/")
