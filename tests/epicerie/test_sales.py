"""The till: price by origin, one rounding a line, one ticket a page, never below zero."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Sum

from epicerie.actions.access import change_access
from epicerie.actions.places import hold_place
from epicerie.actions.sales import sell
from epicerie.actions.stock import count_lot, write_off
from epicerie.models import Lot, Sale, SaleLine, StockMovement
from epicerie.queries.observatory import monthly_counts
from epicerie.queries.till import access_of_card, shelf
from reims_solidarite.kit.dates import PARIS
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota
from tests.epicerie import stock_cast as stock

pytestmark = pytest.mark.django_db


@pytest.fixture
def access(cast):
    return stock.granted(cast.case_worker)


def ticket(access, basket, cast, at, *, by=None, key=None) -> Sale:
    made = {lot.pk: quantity for lot, quantity in basket.items()}
    return sell(access, made, key=key or uuid.uuid4(), by=by or cast.grocery, at=at)


def test_ten_percent_and_nothing_for_european_aid(cast, access, at):
    pasta = stock.lot(cast.grocery)
    rice = stock.lot(cast.grocery, product=stock.product("Riz"), funding="fse")
    sale = ticket(access, {pasta: 3, rice: 2}, cast, at)
    assert (sale.value_cents, sale.paid_cents, sale.saved_cents) == (1175, 71, 1104)
    assert list(sale.lines.order_by("pk").values_list("paid_cents", "rate")) == [
        (71, 1000),
        (0, 0),
    ]
    pasta.refresh_from_db()
    assert pasta.remaining == 7


def test_half_a_cent_goes_up_on_each_line(cast, access, at):
    lots = [
        stock.lot(cast.grocery, product=stock.product(f"Article {n}"), unit_value_cents=35)
        for n in range(3)
    ]
    sale = ticket(access, dict.fromkeys(lots, 1), cast, at)
    assert sale.paid_cents == 3 * 4


def test_the_same_page_sent_twice_sells_once(cast, access, at):
    pasta, key = stock.lot(cast.grocery), uuid.uuid4()
    first = ticket(access, {pasta: 3}, cast, at, key=key)
    assert ticket(access, {pasta: 3}, cast, at, key=key) == first
    pasta.refresh_from_db()
    assert (pasta.remaining, Sale.objects.count()) == (7, 1)
    with pytest.raises(Refused, match="autre panier"):
        ticket(access, {pasta: 4}, cast, at, key=key)


def test_not_enough_left_is_refused_and_nothing_moves(cast, access, at):
    pasta = stock.lot(cast.grocery, quantity=2)
    other = stock.lot(cast.grocery)
    with pytest.raises(Refused, match="il en reste 2"):
        ticket(access, {other: 1, pasta: 3}, cast, at)
    other.refresh_from_db()
    assert (other.remaining, Sale.objects.count()) == (10, 0)


def test_a_use_by_date_holds_until_the_end_of_its_day_in_paris(cast, access, at):
    milk = stock.lot(cast.grocery, date_kind="dlc", best_on=date(2026, 11, 25))
    last = datetime(2026, 11, 25, 23, 59, tzinfo=PARIS)
    ticket(access, {milk: 1}, cast, last)
    with pytest.raises(Refused, match="DLC est passée"):
        ticket(access, {milk: 1}, cast, last + timedelta(minutes=1))
    assert milk.pk not in [row.lot.pk for row in shelf(date(2026, 11, 26))]
    write_off(milk, 9, reason="DLC passée", by=cast.grocery, at=last + timedelta(days=1))


def test_a_best_before_date_passed_is_sold_and_told(cast, access, at):
    rice = stock.lot(cast.grocery, date_kind="ddm", best_on=date(2026, 11, 1))
    assert "dites-le" in shelf(at.date())[0].told
    ticket(access, {rice: 1}, cast, at)


@pytest.mark.parametrize("basket", [{}, {1: 0}, {999_999: 1}])
def test_an_empty_or_unknown_basket_is_refused(cast, access, at, basket):
    with pytest.raises(Refused):
        sell(access, basket, key=uuid.uuid4(), by=cast.grocery, at=at)


def test_a_suspended_access_opens_nothing(cast, access, at):
    pasta = stock.lot(cast.grocery)
    change_access(access, "suspend_access", by=cast.grocery, at=at)
    assert access_of_card(access.household.grocery_card.number, at.date()) is None
    with pytest.raises(Refused, match="n’ouvre pas la caisse"):
        ticket(access, {pasta: 1}, cast, at)


def test_a_card_shows_a_first_name_and_nothing_more(cast, access, at):
    found = access_of_card(f" {access.household.grocery_card.number.lower()} ", at.date())
    assert found.first_name == "Agathe"
    deferred = found.get_deferred_fields()
    assert {"rav_cents", "rav_inputs", "decision_reason"} <= deferred
    assert "name" in found.household.get_deferred_fields()


@pytest.fixture
def on_duty(cast):
    me = rota.volunteer(cast.grocery, cast.entraide, "tim")
    rota.mandate(me, cast.grocery, until=date(2026, 12, 4))
    opened = rota.opening(cast.grocery, caisse=1, accueil=1)
    held = hold_place(rota.need(opened, "caisse"), volunteer=me, by=cast.grocery, at=rota.BEFORE)
    return me, held


def test_a_volunteer_sells_during_an_own_till_shift_only(cast, access, on_duty):
    me, held = on_duty
    pasta = stock.lot(cast.grocery)
    begins, ends = held.period.lower, held.period.upper
    sale = ticket(access, {pasta: 1}, cast, begins, by=me.user)
    assert sale.duty == held
    for instant in (begins - timedelta(minutes=31), ends + timedelta(minutes=31)):
        with pytest.raises(Refused, match="créneau de caisse"):
            ticket(access, {pasta: 1}, cast, instant, by=me.user)
    me.skills.all().delete()
    with pytest.raises(Refused, match="créneau de caisse"):
        ticket(access, {pasta: 1}, cast, begins, by=me.user)


@pytest.mark.parametrize("who", ["case_worker", "finance", "agent_a", "volunteer"])
def test_others_do_not_sell(cast, access, at, who):
    pasta = stock.lot(cast.grocery)
    with pytest.raises(Refused, match="caisse"):
        ticket(access, {pasta: 1}, cast, at, by=getattr(cast, who))


def test_balances_are_the_sum_of_movements(cast, access, at):
    pasta = stock.lot(cast.grocery)
    ticket(access, {pasta: 3}, cast, at)
    write_off(pasta, 2, reason="paquet ouvert", by=cast.grocery, at=at)
    count_lot(pasta, 6, reason="inventaire", by=cast.grocery, at=at)
    pasta.refresh_from_db()
    total = StockMovement.objects.filter(lot=pasta).aggregate(total=Sum("amount"))["total"]
    assert pasta.remaining == total == 6
    with pytest.raises(Refused, match="pas assez"):
        write_off(pasta, 7, reason="casse", by=cast.grocery, at=at)
    with pytest.raises(Refused, match="juste"):
        count_lot(pasta, 6, reason="inventaire", by=cast.grocery, at=at)


def test_the_observatory_counts_households_not_visits(cast, access, at):
    pasta = stock.lot(cast.grocery)
    for _ in range(2):
        ticket(access, {pasta: 1}, cast, at)
    (row,) = monthly_counts(date(2026, 11, 1), date(2026, 12, 1))
    assert (row.district, row.month, row.count) == ("Orgeval", date(2026, 11, 1), 1)


def raw(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


MOVE = (
    "INSERT INTO epicerie_stockmovement (at, amount, lot_id, kind, reason, by_id)"
    " SELECT at, {amount}, lot_id, '{kind}', '{reason}', by_id FROM epicerie_stockmovement LIMIT 1"
)
LINE = (
    "INSERT INTO epicerie_saleline (sale_id, lot_id, quantity, unit_value_cents, value_cents,"
    " rate, paid_cents) SELECT sale_id, {lot}, 1, 235, {value}, 1000, {paid}"
    " FROM epicerie_saleline LIMIT 1"
)


@pytest.mark.parametrize(
    ("sql", "wall"),
    [
        (MOVE.format(amount=-99, kind="waste", reason="x"), "lot_never_negative"),
        (MOVE.format(amount=0, kind="correction", reason="x"), "movement_amount_not_zero"),
        (MOVE.format(amount=5, kind="waste", reason="x"), "movement_direction"),
        (MOVE.format(amount=-1, kind="waste", reason=""), "movement_says_why"),
        (MOVE.format(amount=-1, kind="sale", reason=""), "movement_sale_has_a_line"),
        ("UPDATE epicerie_lot SET remaining = 50", "by a movement only"),
        ("UPDATE epicerie_lot SET unit_value_cents = 1", "Cannot update"),
        ("UPDATE epicerie_stockmovement SET amount = 1", "Cannot update"),
        ("DELETE FROM epicerie_stockmovement", "Cannot"),
        ("UPDATE epicerie_sale SET paid_cents = 0", "Cannot update"),
        ("DELETE FROM epicerie_saleline", "Cannot"),
        ("UPDATE epicerie_delivery SET note_number = 'x'", "Cannot update"),
        (LINE.format(lot="(SELECT max(id) FROM epicerie_lot)", value=235, paid=24), "add up"),
        (LINE.format(lot="(SELECT max(id) FROM epicerie_lot)", value=235, paid=23), "rounding"),
        (LINE.format(lot="(SELECT max(id) FROM epicerie_lot)", value=230, paid=23), "line_value"),
    ],
)
def test_sql_cannot_cheat_the_stock_or_the_till(cast, access, at, sql, wall):
    pasta = stock.lot(cast.grocery)
    ticket(access, {pasta: 3}, cast, at)
    stock.lot(cast.grocery, product=stock.product("Riz"))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises((DatabaseError, IntegrityError), match=wall):
        raw(sql)


def test_sql_cannot_sell_past_the_use_by_date(cast, access, at):
    milk = stock.lot(cast.grocery, date_kind="dlc", best_on=date(2026, 11, 23))
    ticket(access, {milk: 1}, cast, at)
    line = SaleLine.objects.get()
    with pytest.raises(IntegrityError, match="use-by date passed"), transaction.atomic():
        StockMovement.objects.create(
            lot=milk,
            kind="sale",
            amount=-1,
            at=at + timedelta(days=1),
            by=cast.grocery,
            sale_line=line,
        )
    assert Lot.objects.get(pk=milk.pk).remaining == 9
