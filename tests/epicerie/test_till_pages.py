"""The till: from the card to the ticket."""

from __future__ import annotations

import pytest

from epicerie.models import Sale
from tests.epicerie import stock_cast as stock
from tests.epicerie.staff_words import text, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


@pytest.fixture
def client(cast):
    return cast.client(cast.grocery)


def test_a_day_out_of_reach_has_no_till(client):
    assert client.get(url("till_day", "9999-12-31")).status_code == 404
    assert client.get(url("till_day", "2026-12-03")).status_code == 200


def test_a_sale_from_card_to_ticket(cast, client):
    access = stock.granted(cast.case_worker)
    lot = stock.lot(cast.grocery)
    till, card = url("till"), access.household.grocery_card.number
    assert "Aucun accès ouvert" in text(client.get(till, {"carte": "E000000x"}))
    page = client.get(till, {"carte": card})
    assert "Agathe" in text(page)
    assert "Vesle" not in text(page)
    basket = {"carte": card, "key": str(page.context["key"]), f"lot-{lot.pk}": "3"}
    empty = client.post(till, {**basket, f"lot-{lot.pk}": "", "step": "check"})
    assert "panier est vide" in text(empty)
    check = client.post(till, {**basket, "step": "check"})
    assert "Encaisser 0,71 €" in text(check)
    assert not Sale.objects.exists()
    paid = client.post(till, {**basket, "step": "pay"})
    assert paid.status_code == 302
    client.post(till, {**basket, "step": "pay"})
    assert Sale.objects.count() == 1
    ticket = text(client.get(paid["Location"]))
    assert "Payé : <strong>0,71 €</strong>" in ticket
    assert "économisé 6,34 €" in ticket


@pytest.mark.parametrize("typed", ["1.5", "-1", "²", "9" * 30, "x"])
def test_a_strange_quantity_is_refused_in_words(cast, client, typed):
    access = stock.granted(cast.case_worker)
    lot = stock.lot(cast.grocery)
    page = client.get(url("till"), {"carte": access.household.grocery_card.number})
    answer = client.post(
        url("till"),
        {
            "carte": access.household.grocery_card.number,
            "key": str(page.context["key"]),
            f"lot-{lot.pk}": typed,
            "step": "pay",
        },
    )
    assert answer.status_code == 409
    assert "nombre entier" in text(answer)
