"""Deliveries and lots: what is typed, what is refused, who reads and who moves."""

from __future__ import annotations

from datetime import date

import pytest

from epicerie.models import Lot
from tests.epicerie import stock_cast as stock
from tests.epicerie.staff_words import text, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


@pytest.fixture
def client(cast):
    return cast.client(cast.grocery)


def delivery_form(product_id: int, **line: str) -> dict[str, str]:
    supplier = stock.Supplier.objects.get_or_create(name="Grossiste de test")[0]
    return {
        "supplier": str(supplier.pk),
        "on": "2026-11-23",
        "note_number": "BL-77",
        "lots-TOTAL_FORMS": "6",
        "lots-INITIAL_FORMS": "0",
        "lots-0-product": str(product_id),
        "lots-0-funding": "purchase",
        "lots-0-quantity": "12",
        "lots-0-unit_value": "2,35",
        "lots-0-date_kind": "dlc",
        "lots-0-best_on": "2026-11-30",
        **{
            f"lots-{n}-{field}": value
            for n in range(1, 6)
            for field, value in (("funding", "food_bank"), ("date_kind", "dlc"))
        },
        **{f"lots-0-{name}": value for name, value in line.items()},
    }


def test_a_delivery_enters_lots(cast, client):
    made = stock.product()
    assert client.post(url("delivery"), delivery_form(made.pk)).status_code == 302
    lot = Lot.objects.get()
    assert (lot.remaining, lot.unit_value_cents, lot.best_on) == (12, 235, date(2026, 11, 30))
    again = client.post(url("delivery"), delivery_form(made.pk))
    assert "déjà enregistré" in text(again)
    assert 'value="2,35"' in text(again)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"best_on": ""}, "date imprimée"),
        ({"best_on": "2026-11-22"}, "DLC est passée"),
        ({"unit_value": "deux"}, "Écrivez un montant"),
        ({"quantity": "0"}, "1"),
    ],
)
def test_a_faulty_line_is_told_and_nothing_enters(cast, client, line, said):
    answer = client.post(url("delivery"), delivery_form(stock.product().pk, **line))
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Lot.objects.exists()


def test_a_loss_is_written_with_its_reason(cast, client):
    lot = stock.lot(cast.grocery)
    page = url("lot", lot.pk)
    client.post(page, {"what": "waste", "quantity": "3", "reason": "casse"})
    client.post(page, {"what": "count", "quantity": "6", "reason": "inventaire"})
    lot.refresh_from_db()
    assert lot.remaining == 6
    shown = text(client.get(page))
    assert "casse" in shown
    too_many = client.post(page, {"what": "waste", "quantity": "7", "reason": "casse"})
    assert "pas assez" in text(too_many)


def test_the_auditor_reads_the_ledger_and_moves_nothing(cast):
    lot = stock.lot(cast.grocery)
    auditor = cast.client(cast.auditor)
    assert auditor.get(url("lot", lot.pk)).status_code == 200
    refused = auditor.post(url("lot", lot.pk), {"what": "waste", "quantity": "1", "reason": "x"})
    assert refused.status_code == 403
    assert auditor.get(url("stock")).status_code == 200
    assert auditor.get("/admin/epicerie/sale/").status_code == 200
    assert auditor.get("/admin/epicerie/stockmovement/").status_code == 200
    lot.refresh_from_db()
    assert lot.remaining == 10
