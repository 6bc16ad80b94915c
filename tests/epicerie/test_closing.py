"""Closing the till of a day: what the tickets say, held by the database, then no ticket more."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from epicerie.actions.closing import close_till
from epicerie.actions.sales import sell
from epicerie.models import Sale, TillClosing
from epicerie.queries.till_days import days_to_close, sold_on, till_days
from epicerie.queries.work_lists import work_lists_for
from reims_solidarite.kit.dates import PARIS
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import stock_cast as stock

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=PARIS)


@pytest.fixture
def sold(cast):
    """Two tickets of 47 cents on one day."""
    access = stock.granted(cast.case_worker)
    pasta = stock.lot(cast.grocery, quantity=50)

    def one(at: datetime = NOON) -> Sale:
        return sell(access, {pasta.pk: 2}, key=uuid.uuid4(), by=cast.grocery, at=at)

    one()
    one(NOON + timedelta(hours=1))
    return one


def close(cast, *, counted: int = 94, seen: int = 94, note: str = "", day: date = DAY):
    at = NOON + timedelta(hours=6)
    return close_till(
        day, seen_cents=seen, counted_cents=counted, note=note, by=cast.grocery, at=at
    )


def test_a_day_adds_up_and_is_closed_once(cast, sold):
    found = sold_on(DAY)
    assert (found.tickets, found.value_cents, found.paid_cents) == (2, 940, 94)
    closing = close(cast)
    assert (closing.number, closing.tickets, closing.gap_cents) == (1, 2, 0)
    with pytest.raises(Refused, match="déjà close"):
        close(cast)


def test_no_ticket_on_a_closed_day_and_the_next_day_is_open(cast, sold):
    close(cast)
    with pytest.raises(Refused, match="close : plus aucun ticket"):
        sold(datetime(2026, 11, 24, 23, 59, tzinfo=PARIS))
    assert sold(datetime(2026, 11, 25, 0, 1, tzinfo=PARIS)).paid_cents == 47


def test_a_gap_is_explained(cast, sold):
    with pytest.raises(Refused, match="Expliquez l’écart") as refusal:
        close(cast, counted=90)
    assert refusal.value.field == "note"
    assert close(cast, counted=90, note="Rendu trop de monnaie.").gap_cents == -4


def test_a_ticket_since_the_page_was_read_is_told(cast, sold):
    sold(NOON + timedelta(hours=2))
    with pytest.raises(Refused, match="relisez le total"):
        close(cast)


def test_nothing_to_close(cast, sold):
    for day, words in ((date(2026, 11, 23), "Aucun ticket"), (date(2026, 12, 1), "pas encore")):
        with pytest.raises(Refused, match=words):
            close(cast, day=day)
    with pytest.raises(Refused, match="coordination"):
        close_till(DAY, seen_cents=94, counted_cents=94, note="", by=cast.auditor, at=NOON)


@pytest.mark.parametrize(
    ("column", "value"), [("paid_cents", 93), ("tickets", 1), ("value_cents", 0)]
)
def test_sql_refuses_a_closing_that_is_not_the_sum(cast, sold, column, value):
    right = {
        "number": 1,
        "day": DAY,
        "tickets": 2,
        "value_cents": 940,
        "paid_cents": 94,
        "counted_cents": 94,
        "note": "x",
        "at": NOON,
        "by": cast.grocery,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        TillClosing.objects.create(**right | {column: value})
    assert TillClosing.objects.create(**right).pk


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE epicerie_tillclosing SET counted_cents = 1, note = 'x'",
        "DELETE FROM epicerie_tillclosing",
        "TRUNCATE epicerie_tillclosing CASCADE",
    ],
)
def test_sql_never_changes_a_closing(cast, sold, sql):
    close(cast)
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute(sql)
    assert TillClosing.objects.get().counted_cents == 94


def test_the_pages(cast, sold):
    client = cast.client(cast.grocery)
    page = reverse("epicerie:till_day", args=["2026-11-24"])
    assert page in client.get(reverse("epicerie:till_days")).content.decode()
    assert client.get(reverse("epicerie:till_day", args=["jeudi"])).status_code == 404
    assert client.get(reverse("epicerie:till_day", args=["2026-11-23"])).status_code == 200
    refused = client.post(page, {"seen": "94", "counted": "0,90"})
    assert refused.status_code == 422
    assert "Expliquez l’écart" in refused.content.decode()
    sold(NOON + timedelta(hours=2))
    stale = client.post(page, {"seen": "94", "counted": "0,94"})
    assert "relisez le total" in stale.content.decode()
    assert 'name="seen" value="141"' in stale.content.decode()
    assert client.post(page, {"seen": "141", "counted": "1,41"}).status_code == 302
    assert "Clôture n° 1" in client.get(page).content.decode()
    export = client.get(reverse("epicerie:till_days"), {"format": "csv"}).content.decode()
    assert "1,41" in export
    auditor = cast.client(cast.auditor)
    assert auditor.get(page).status_code == 200
    assert "Clore la caisse de ce jour" not in auditor.get(page).content.decode()


def test_the_dashboard_says_which_days_wait(cast, sold):
    assert [row["day"] for row in days_to_close(before=DAY)] == []
    after = DAY + timedelta(days=1)
    assert [row["day"] for row in days_to_close(before=after)] == [DAY]
    titles = {work["title"]: work for work in work_lists_for(cast.grocery, on=after)}
    assert titles["Caisses à clore"]["rows"][0]["detail"].startswith("2 tickets, 0,94")
    close(cast)
    assert not days_to_close(before=after).exists()
    assert till_days().count() == 1
