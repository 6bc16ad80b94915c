"""The pages that anyone may open: they answer, and say what the law asks."""

from __future__ import annotations

import pytest
from django.test import Client

from reims_solidarite.pages.guide import READERS, guide_pages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", "Ce que fait le réseau"),
        ("/accessibilite/", "non conforme"),
        ("/donnees-personnelles/", "CNIL"),
        ("/mentions-legales/", "11 rue Voltaire"),
        ("/aide/", "Se connecter"),
    ],
)
def test_required_pages_answer_a_stranger(path: str, said: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_every_page_links_to_the_accessibility_statement() -> None:
    for path in ("/", "/aide/", "/connexion/", "/acteurs/"):
        assert "Accessibilité : non conforme" in Client().get(path).content.decode()


def test_the_home_page_of_an_empty_portal_says_what_is_to_come() -> None:
    page = Client().get("/").content.decode()
    assert "date à venir" in page


def test_every_guide_page_is_served_and_holds_no_raw_html() -> None:
    pages = guide_pages()
    assert len(pages) >= 2
    for slug, page in pages.items():
        assert page.title
        assert page.summary
        answer = Client().get(f"/aide/{slug}/")
        assert answer.status_code == 200
        assert "<script>alert" not in page.body


def test_an_unknown_guide_page_is_a_404() -> None:
    assert Client().get("/aide/nulle-part/").status_code == 404


def test_no_page_is_too_heavy_for_a_slow_line(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(12):
        answer = Client().get("/")
    assert len(answer.content) < 40_000


def test_health_tells_about_the_database() -> None:
    answer = Client().get("/healthz")
    assert answer.json() == {"alive": True, "database": True}
    assert answer["Cache-Control"] == "no-store"


def test_the_guide_tells_each_reader_where_to_start() -> None:
    pages = guide_pages()
    named = [slug for _reader, slugs in READERS for slug in slugs]
    assert set(named) == set(pages)
    page = Client().get("/aide/").content.decode()
    for reader, _slugs in READERS:
        assert reader in page


def test_browsers_find_the_icon_beside_files() -> None:
    answer = Client().get("/favicon.ico")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")
