"""Exchanges under simultaneous clients: one offer, two people who want each other's place."""

from __future__ import annotations

import threading
import time
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction

from epicerie.actions import exchanges
from epicerie.actions.exchanges import accept_exchange, offer_exchange
from epicerie.actions.openings import cancel_day
from epicerie.actions.places import give_up_place, hold_place
from epicerie.models import Assignment, Exchange, Volunteer
from epicerie.queries.feed import feed_shifts
from epicerie.states import ExchangeState
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast
from tests.epicerie import rota_cast as rota
from tests.races.barrier import run_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
THURSDAY, TUESDAY = date(2026, 12, 3), date(2026, 12, 8)
CLIENTS = 12


@pytest.fixture
def cast():
    return Cast(AT)


def people(cast: Cast, count: int) -> list[Volunteer]:
    cast.grocery, cast.entraide  # noqa: B018 - made before the race
    return [rota.volunteer(cast.grocery, cast.entraide, f"v{number}") for number in range(count)]


def held(cast: Cast, person: Volunteer, day: date) -> Assignment:
    need = rota.need(rota.opening(cast.grocery, day, accueil=CLIENTS))
    return hold_place(need, volunteer=person, by=person.user, at=AT)


def test_everybody_accepts_at_once_and_one_has_it(cast):
    owner, *others = people(cast, CLIENTS + 1)
    offered = offer_exchange(
        held(cast, owner, THURSDAY), asked=None, wanted=None, by=owner.user, at=AT
    )

    def act(number: int) -> Exchange:
        person = others[number]
        return accept_exchange(offered, volunteer=person, by=person.user, at=AT)

    results = run_at_once(CLIENTS, act)
    won = [row for row in results if isinstance(row, Exchange)]
    assert len(won) == 1, results
    assert all(isinstance(row, Refused) for row in results if row not in won), results
    assert Assignment.objects.active().get().volunteer == won[0].taken_by
    assert Assignment.objects.count() == 2


def test_without_lock_nor_walls_the_place_is_handed_to_several(cast):
    owner, *others = people(cast, 5)
    place = held(cast, owner, THURSDAY)
    offered = offer_exchange(place, asked=None, wanted=None, by=owner.user, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE epicerie_assignment DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE epicerie_exchange DISABLE TRIGGER USER")
        cursor.execute("DROP INDEX assignment_one_a_place")
    try:

        def act(number: int) -> bool:
            with transaction.atomic():
                if Exchange.objects.get(pk=offered.pk).state != ExchangeState.OPEN:
                    return False
                time.sleep(0.2)
                Assignment.objects.filter(pk=place.pk).update(state="exchanged")
                Assignment.objects.create(
                    opening=place.opening,
                    need=place.need,
                    place_number=place.place_number,
                    volunteer=others[number],
                    period=place.period,
                    created_at=AT,
                    created_by=others[number].user,
                    changed_at=AT,
                )
                Exchange.objects.filter(pk=offered.pk).update(
                    state="accepted", answered_at=AT, taken_by=others[number]
                )
                return True

        results = run_at_once(4, act)
        assert results.count(True) > 1, "the control must hand it to several"
    finally:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE epicerie_assignment SET state = 'exchanged'")
            cursor.execute("ALTER TABLE epicerie_assignment ENABLE TRIGGER USER")
            cursor.execute("ALTER TABLE epicerie_exchange ENABLE TRIGGER USER")
            cursor.execute(
                "CREATE UNIQUE INDEX assignment_one_a_place ON epicerie_assignment"
                " (need_id, place_number) WHERE state = 'active'"
            )


def test_two_offers_of_one_swap_accepted_at_once_swap_once(cast):
    """Each offered theirs for the other's day, and both accept at the same instant."""
    vera, olga = people(cast, 2)
    thursday, tuesday = held(cast, vera, THURSDAY), held(cast, olga, TUESDAY)
    offers = [
        offer_exchange(thursday, asked=None, wanted=tuesday.opening, by=vera.user, at=AT),
        offer_exchange(tuesday, asked=None, wanted=thursday.opening, by=olga.user, at=AT),
    ]
    accepting = [olga, vera]

    def act(number: int) -> Exchange:
        person = accepting[number]
        return accept_exchange(offers[number], volunteer=person, by=person.user, at=AT)

    results = run_at_once(2, act)
    assert sum(isinstance(row, Exchange) for row in results) == 1, results
    assert sum(isinstance(row, Refused) for row in results) == 1, results
    now = Assignment.objects.active().select_related("opening")
    assert {row.volunteer_id: row.opening.day for row in now} == {
        vera.pk: TUESDAY,
        olga.pk: THURSDAY,
    }


@pytest.mark.parametrize("against", ["give up", "cancel"])
def test_accepting_while_the_place_disappears_is_one_or_the_other(cast, against):
    vera, olga = people(cast, 2)
    place = held(cast, vera, THURSDAY)
    offered = offer_exchange(place, asked=None, wanted=None, by=vera.user, at=AT)

    def act(number: int) -> object:
        if number:
            return accept_exchange(offered, volunteer=olga, by=olga.user, at=AT)
        if against == "give up":
            return give_up_place(place, by=vera.user, at=AT)
        return cancel_day(place.opening, reason="fuite d’eau", by=cast.grocery, at=AT)

    results = run_at_once(2, act)
    assert all(not isinstance(r, Exception) or isinstance(r, Refused) for r in results), results
    active = list(Assignment.objects.active())
    if isinstance(results[1], Refused) or against == "cancel":
        assert active == []
    else:
        assert [row.volunteer for row in active] == [olga]


WINDOW = 0.3


def read_calendar_while(person: Volunteer, act) -> set[int]:
    """How many shifts to come the person's calendar showed while `act` ran."""
    seen, over = set(), threading.Event()

    def read(number: int) -> None:
        if number:
            try:
                act()
            finally:
                over.set()
            return
        while not over.is_set():
            shown = feed_shifts(person, at=AT)
            seen.add(sum(shift.state == "active" for shift in shown))

    assert run_at_once(2, read) == [None, None]
    return seen


def swap(cast: Cast) -> tuple[Volunteer, Volunteer, Assignment, Assignment, Exchange]:
    vera, olga = people(cast, 2)
    thursday, tuesday = held(cast, vera, THURSDAY), held(cast, olga, TUESDAY)
    offered = offer_exchange(thursday, asked=None, wanted=tuesday.opening, by=vera.user, at=AT)
    return vera, olga, thursday, tuesday, offered


def test_a_calendar_read_during_an_exchange_never_shows_it_half_done(cast, monkeypatch):
    vera, olga, *_, offered = swap(cast)
    leave = exchanges.leave_places

    def slowly(*args, **options):
        left = leave(*args, **options)
        time.sleep(WINDOW)
        return left

    monkeypatch.setattr(exchanges, "leave_places", slowly)
    seen = read_calendar_while(
        vera, lambda: accept_exchange(offered, volunteer=olga, by=olga.user, at=AT)
    )
    assert seen == {1}
    assert Assignment.objects.active().get(volunteer=vera).opening.day == TUESDAY


def test_places_moved_one_after_the_other_are_seen_half_moved(cast):
    """The control: the same window, without one transaction for both places."""
    vera, olga, thursday, tuesday, offered = swap(cast)
    Exchange.objects.filter(pk=offered.pk).update(state="withdrawn", answered_at=AT)

    def carelessly() -> None:
        Assignment.objects.filter(pk__in=[thursday.pk, tuesday.pk]).update(state="exchanged")
        time.sleep(WINDOW)
        for person, place in ((vera, tuesday), (olga, thursday)):
            Assignment.objects.create(
                opening=place.opening,
                need=place.need,
                place_number=place.place_number,
                volunteer=person,
                period=place.period,
                created_at=AT,
                created_by=person.user,
                changed_at=AT,
            )

    seen = read_calendar_while(vera, carelessly)
    assert 0 in seen, "the control must show a calendar without any shift"
