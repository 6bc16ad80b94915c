"""The grocery under simultaneous clients: one last place, one last unit, one ticket a page.

Each race has its negative control: the same work without the lock and the wall goes wrong, which
proves that the clients really overlap.
"""

from __future__ import annotations

import time
import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from epicerie.actions.closing import close_till
from epicerie.actions.places import give_up_place, hold_place
from epicerie.actions.sales import sell
from epicerie.models import (
    Assignment,
    Lot,
    OpeningNeed,
    Sale,
    StockMovement,
    TillClosing,
    Volunteer,
)
from epicerie.queries.till_days import sold_on
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast
from tests.epicerie import rota_cast as rota
from tests.epicerie import stock_cast as stock
from tests.races.barrier import run_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CLIENTS = 30


@pytest.fixture
def cast():
    return Cast(AT)


def volunteers(cast: Cast, count: int) -> list[Volunteer]:
    cast.grocery, cast.entraide  # noqa: B018 - made before the race
    return [rota.volunteer(cast.grocery, cast.entraide, f"v{number}") for number in range(count)]


def test_thirty_people_and_one_last_place(cast):
    people = volunteers(cast, CLIENTS)
    need = rota.need(rota.opening(cast.grocery, accueil=1))

    def act(number: int) -> Assignment:
        return hold_place(need, volunteer=people[number], by=people[number].user, at=AT)

    results = run_at_once(CLIENTS, act)
    won = [row for row in results if isinstance(row, Assignment)]
    assert len(won) == 1
    assert all(isinstance(row, Refused) for row in results if row not in won), results
    assert Assignment.objects.active().count() == 1


def test_without_lock_nor_wall_the_last_place_is_sold_twice(cast):
    people = volunteers(cast, 8)
    opened = rota.opening(cast.grocery, accueil=1)
    need = rota.need(opened)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE epicerie_assignment DISABLE TRIGGER USER")
        cursor.execute("DROP INDEX assignment_one_a_place")
    try:

        def act(number: int) -> bool:
            with transaction.atomic():
                if Assignment.objects.active().filter(need=need).exists():
                    return False
                time.sleep(0.2)
                Assignment.objects.create(
                    opening=opened,
                    need=need,
                    place_number=1,
                    volunteer=people[number],
                    period=opened.period,
                    created_at=AT,
                    created_by=people[number].user,
                    changed_at=AT,
                )
                return True

        results = run_at_once(8, act)
        assert results.count(True) > 1, "the control must over-book"
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM epicerie_assignment")
            cursor.execute("ALTER TABLE epicerie_assignment ENABLE TRIGGER USER")
            cursor.execute(
                "CREATE UNIQUE INDEX assignment_one_a_place ON epicerie_assignment"
                " (need_id, place_number) WHERE state = 'active'"
            )


def test_one_person_clicking_everywhere_gets_one_place_that_day(cast):
    (person,) = volunteers(cast, 1)
    opened = rota.opening(cast.grocery, accueil=3, rayons=3, preparation=3)
    needs = list(OpeningNeed.objects.filter(opening=opened))

    def act(number: int) -> Assignment:
        return hold_place(needs[number % 3], volunteer=person, by=person.user, at=AT)

    results = run_at_once(12, act)
    assert sum(isinstance(row, Assignment) for row in results) == 1
    assert all(isinstance(row, Assignment | Refused) for row in results), results


def test_a_place_given_up_is_taken_by_one_of_those_who_wait(cast):
    people = volunteers(cast, 12)
    need = rota.need(rota.opening(cast.grocery, accueil=1))
    held = hold_place(need, volunteer=people[0], by=people[0].user, at=AT)

    def act(number: int) -> Assignment:
        if number == 0:
            return give_up_place(held, by=people[0].user, at=AT)
        for _ in range(40):
            try:
                return hold_place(need, volunteer=people[number], by=people[number].user, at=AT)
            except Refused:
                time.sleep(0.05)
        raise Refused("never free")

    results = run_at_once(12, act)
    assert isinstance(results[0], Assignment)
    assert sum(isinstance(row, Assignment) for row in results[1:]) == 1
    assert Assignment.objects.active().count() == 1


def test_two_tills_never_sell_what_is_not_there(cast):
    access = [stock.granted(cast.case_worker, last=f"Famille{n}") for n in range(10)]
    lot = stock.lot(cast.grocery, quantity=4)

    def act(number: int) -> Sale:
        return sell(access[number], {lot.pk: 1}, key=uuid.uuid4(), by=cast.grocery, at=AT)

    results = run_at_once(10, act)
    assert sum(isinstance(row, Sale) for row in results) == 4
    assert all(isinstance(row, Sale | Refused) for row in results), results
    assert Lot.objects.get(pk=lot.pk).remaining == 0


def test_reading_then_writing_a_balance_loses_units(cast):
    cast.grocery  # noqa: B018 - made before the race
    lot = stock.lot(cast.grocery, quantity=4)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE epicerie_lot DISABLE TRIGGER USER")
    try:

        def act(number: int) -> int:
            with transaction.atomic():
                read = Lot.objects.get(pk=lot.pk).remaining
                time.sleep(0.2)
                Lot.objects.filter(pk=lot.pk).update(remaining=read - 1)
                return read

        results = run_at_once(4, act)
        assert sorted(results) != [1, 2, 3, 4]
        assert Lot.objects.get(pk=lot.pk).remaining > 0, "the control must lose a sale"
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE epicerie_lot ENABLE TRIGGER USER")


def test_one_page_sent_by_ten_fingers_is_one_ticket(cast):
    access = stock.granted(cast.case_worker)
    lot, key = stock.lot(cast.grocery, quantity=30), uuid.uuid4()

    def act(number: int) -> int:
        return sell(access, {lot.pk: 2}, key=key, by=cast.grocery, at=AT).pk

    results = run_at_once(10, act)
    assert len(set(results)) == 1, results
    assert Lot.objects.get(pk=lot.pk).remaining == 28
    assert StockMovement.objects.filter(kind="sale").count() == 1


def test_a_ticket_is_in_the_closing_or_refused(cast):
    access = [stock.granted(cast.case_worker, last=f"Famille{n}") for n in range(10)]
    lot = stock.lot(cast.grocery, quantity=40)
    sell(access[0], {lot.pk: 1}, key=uuid.uuid4(), by=cast.grocery, at=AT)

    def act(number: int) -> Sale | TillClosing:
        if number:
            return sell(access[number], {lot.pk: 1}, key=uuid.uuid4(), by=cast.grocery, at=AT)
        for _ in range(40):
            try:
                seen = sold_on(AT.date()).paid_cents
                return close_till(
                    AT.date(),
                    seen_cents=seen,
                    counted_cents=seen,
                    note="",
                    by=cast.grocery,
                    at=AT,
                )
            except Refused:
                time.sleep(0.02)
        raise Refused("never closed")

    results = run_at_once(10, act)
    assert isinstance(results[0], TillClosing), results
    assert all(isinstance(row, Sale | TillClosing | Refused) for row in results), results
    assert sold_on(AT.date()).tickets == results[0].tickets
    assert sold_on(AT.date()).paid_cents == results[0].paid_cents
