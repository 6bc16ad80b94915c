"""The last seat of a workshop, asked for by thirty people at once, on thirty connections."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection

from assises.actions.registration import Wish, register
from assises.actions.seats import choose_workshop
from assises.models import Registration, Seat, SeatState, Session
from reims_solidarite.kit.transitions import Refused
from tests.assises.builders import a_workshop, an_edition, registered, someone

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

CLIENTS, ROUNDS = 30, 3


def at_once(ask: Callable[[int], str]) -> Counter[str]:
    """Every client waits at the same barrier, each with its own connection."""
    barrier = threading.Barrier(CLIENTS)
    answers: list[str] = []

    def client(number: int) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            answers.append(ask(number))
        finally:
            connection.close()

    threads = [threading.Thread(target=client, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return Counter(answers)


def held(workshop: Session) -> int:
    return Seat.objects.held().filter(session=workshop).count()


def test_registering_for_the_last_seat(at: datetime) -> None:
    edition = an_edition(at)
    for turn in range(ROUNDS):
        workshop = a_workshop(edition, f"Atelier {turn}", at=at, capacity=1)

        def ask(number: int, turn: int = turn, workshop: Session = workshop) -> str:
            person = someone(1000 * turn + number)
            try:
                register(edition, person, [Wish(workshop, or_wait=number % 2 == 0)], by=None, at=at)
            except Refused as refusal:
                return refusal.message
            state = Seat.objects.get(registration__email=person.email, session=workshop).state
            return str(state)

        answers = at_once(ask)
        full = (
            f"« Atelier {turn} » vient d’être complet. Choisissez un autre atelier, ou sa liste "
            "d’attente."
        )
        assert answers["tenue"] == 1
        assert held(workshop) == 1
        assert set(answers) <= {"tenue", "en_attente", full}
        assert sum(answers.values()) == CLIENTS
        assert Registration.objects.filter(email__startswith="personne").count() == (
            Seat.objects.live().count()
        ), "a refusal leaves no half registration behind"


def test_swapping_into_the_last_seat_loses_no_seat(at: datetime) -> None:
    edition = an_edition(at)
    wide = a_workshop(edition, "Grande salle", at=at, capacity=CLIENTS)
    people = [registered(edition, n, wide, at=at) for n in range(CLIENTS)]
    last = a_workshop(edition, "Dernière place", at=at, capacity=1)

    def ask(number: int) -> str:
        try:
            seat = choose_workshop(people[number], last, or_wait=number % 2 == 0, by=None, at=at)
        except Refused:
            return "complet"
        return str(seat.state)

    answers = at_once(ask)
    assert answers["tenue"] == 1
    assert sum(answers.values()) == CLIENTS
    assert (held(last), held(wide)) == (1, CLIENTS - 1)


def test_counting_without_a_lock_over_books(at: datetime) -> None:
    """Negative control: the same race against the naive code, with the database's wall down."""
    edition = an_edition(at)
    workshop = a_workshop(edition, "Sans verrou", at=at, capacity=1)
    people = [registered(edition, n, at=at) for n in range(CLIENTS)]
    counted = threading.Barrier(CLIENTS)

    def naive(number: int) -> str:
        free = workshop.capacity - held(workshop)
        counted.wait(timeout=30)
        if free <= 0:
            return "complet"
        Seat.objects.create(
            registration=people[number],
            session=workshop,
            state=SeatState.HELD,
            joined_at=at,
            held_at=at,
        )
        return "tenue"

    seats = "ALTER TABLE assises_seat {} TRIGGER USER"
    with connection.cursor() as cursor:
        cursor.execute(seats.format("DISABLE"))
        try:
            at_once(naive)
        finally:
            cursor.execute(seats.format("ENABLE"))
    assert held(workshop) > 1


def test_the_database_s_wall_holds_against_the_naive_code(at: datetime) -> None:
    edition = an_edition(at)
    workshop = a_workshop(edition, "Mur", at=at, capacity=1)
    people = [registered(edition, n, at=at) for n in range(CLIENTS)]

    def naive(number: int) -> str:
        from django.db import IntegrityError

        try:
            Seat.objects.create(
                registration=people[number],
                session=workshop,
                state=SeatState.HELD,
                joined_at=at,
                held_at=at,
            )
        except IntegrityError:
            return "refusée"
        return "tenue"

    answers = at_once(naive)
    assert (answers["tenue"], answers["refusée"]) == (1, CLIENTS - 1)
    assert held(workshop) == 1
