"""Accesses of households: deciding, what is missing, who opens them."""

from __future__ import annotations

import pytest

from actors.models import SensitiveRead
from epicerie.models import Access
from tests.epicerie import stock_cast as stock
from tests.epicerie.staff_words import text, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


@pytest.fixture
def client(cast):
    return cast.client(cast.grocery)


def test_a_decision_is_taken_on_the_page_and_its_reading_noted(cast, client):
    made = stock.poor_household(cast.case_worker)
    page = url("household_access", made.uid)
    client.post(url("ask_access", made.uid))
    shown = text(client.get(page))
    assert "Ressources retenues : 600,00 €" in shown
    assert SensitiveRead.objects.filter(household=made.uid, reader=cast.grocery).exists()
    access = Access.objects.get()
    decide = url("decide_access", access.pk)
    stale = client.post(decide, {"seen_cents": "1", "decision": "grant", "reason": "x"})
    assert stale.status_code == 422
    assert "a changé" in text(stale)
    # The page shown again holds the figure now on the screen: a second press decides.
    held = str(stale.context["form"]["seen_cents"].value())
    client.post(decide, {"seen_cents": held, "decision": "grant", "reason": ""})
    access.refresh_from_db()
    assert access.state == "granted"
    assert made.grocery_card.number in text(client.get(page))
    again = client.post(
        decide, {"seen_cents": held, "decision": "grant", "reason": ""}, follow=True
    )
    assert "déjà décidée" in text(again)
    client.post(url("change_access", access.pk), {"change": "suspend_access"})
    access.refresh_from_db()
    assert access.state == "suspended"


def test_a_household_without_people_shows_what_is_missing(cast, client):
    made = stock.poor_household(cast.case_worker)
    made.members.all().delete()
    assert "complétez d’abord la composition" in text(client.get(url("household_access", made.uid)))


def test_social_workers_open_accesses_and_nothing_else_here(cast):
    client = cast.client(cast.case_worker)
    assert client.get(url("accesses")).status_code == 200
    assert client.get(url("stock")).status_code == 403
    assert cast.client(cast.manager).get(url("accesses")).status_code == 403
