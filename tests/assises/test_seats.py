"""One workshop per slot, full means full, and whoever waits longest comes first."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from actors.models import Message
from assises.actions.editions import revise_edition, revise_session
from assises.actions.registration import Wish, cancel_registration, register
from assises.actions.seats import choose_workshop, leave_workshop
from assises.models import Registration, RegistrationState, Seat, SeatState
from reims_solidarite.kit.transitions import Refused
from tests.assises.builders import a_workshop, an_edition, registered, someone

pytestmark = pytest.mark.django_db


def state_in(registration: Registration, workshop: object) -> str | None:
    seat = Seat.objects.live().filter(registration=registration, session=workshop).first()
    return seat.state if seat else None


def kinds() -> list[str]:
    return sorted(Message.objects.values_list("kind", flat=True))


def test_a_full_workshop_is_refused_in_words(at: datetime) -> None:
    edition = an_edition(at)
    workshop = a_workshop(edition, "Se loger", at=at, capacity=1)
    registered(edition, 1, workshop, at=at)
    with pytest.raises(Refused, match="« Se loger » vient d’être complet"):
        register(edition, someone(2), [Wish(workshop)], by=None, at=at)
    assert not Registration.objects.filter(last_name="Essai-2").exists()


def test_waiting_is_offered_and_first_come_is_first_served(at: datetime) -> None:
    edition = an_edition(at)
    workshop = a_workshop(edition, "Se loger", at=at, capacity=1)
    first, second, third = (
        registered(edition, n, workshop, at=at + timedelta(minutes=n)) for n in (1, 2, 3)
    )
    assert [state_in(r, workshop) for r in (first, second, third)] == [
        "tenue",
        "en_attente",
        "en_attente",
    ]
    leave_workshop(second, workshop, by=None, at=at + timedelta(hours=1))
    choose_workshop(second, workshop, or_wait=True, by=None, at=at + timedelta(hours=2))
    cancel_registration(first, by=None, at=at + timedelta(hours=3))
    assert state_in(third, workshop) == "tenue"
    assert state_in(second, workshop) == "en_attente", "coming back is joining the end"


def test_nobody_jumps_the_queue_for_a_place_kept_by_the_freeze(at: datetime) -> None:
    edition = an_edition(at)
    workshop = a_workshop(edition, "Se loger", at=at, capacity=1)
    first = registered(edition, 1, workshop, at=at)
    second = registered(edition, 2, workshop, at=at)
    third = registered(edition, 3, at=at)
    eve = workshop.starts_at - timedelta(hours=2)
    leave_workshop(first, workshop, by=None, at=eve)
    assert state_in(second, workshop) == "en_attente", "the desk decides on the day"
    with pytest.raises(Refused, match="complet"):
        choose_workshop(third, workshop, or_wait=False, by=None, at=eve)


def test_a_swap_gives_the_old_seat_to_whoever_waits_for_it(at: datetime) -> None:
    edition = an_edition(at)
    old = a_workshop(edition, "Se loger", at=at, capacity=1)
    new = a_workshop(edition, "Se soigner", at=at, capacity=1)
    mover = registered(edition, 1, old, at=at)
    waiting = registered(edition, 2, old, at=at)
    choose_workshop(mover, new, or_wait=False, by=None, at=at)
    assert state_in(mover, new) == "tenue"
    assert state_in(mover, old) is None
    assert state_in(waiting, old) == "tenue"


def test_a_refused_swap_keeps_the_old_seat(at: datetime) -> None:
    edition = an_edition(at)
    old = a_workshop(edition, "Se loger", at=at)
    full = a_workshop(edition, "Se soigner", at=at, capacity=1)
    registered(edition, 1, full, at=at)
    mover = registered(edition, 2, old, at=at)
    with pytest.raises(Refused, match="complet"):
        choose_workshop(mover, full, or_wait=False, by=None, at=at)
    assert state_in(mover, old) == "tenue"
    choose_workshop(mover, full, or_wait=True, by=None, at=at)
    assert (state_in(mover, old), state_in(mover, full)) == ("tenue", "en_attente")


def test_a_promotion_that_frees_a_seat_promotes_again(at: datetime) -> None:
    edition = an_edition(at)
    one = a_workshop(edition, "Se loger", at=at, capacity=1)
    two = a_workshop(edition, "Se soigner", at=at, capacity=1)
    holder = registered(edition, 1, one, at=at)
    mover = registered(edition, 2, two, at=at)
    last = registered(edition, 3, two, at=at)
    choose_workshop(mover, one, or_wait=True, by=None, at=at)
    cancel_registration(holder, by=None, at=at)
    assert (state_in(mover, one), state_in(mover, two)) == ("tenue", None)
    assert state_in(last, two) == "tenue"
    assert kinds().count("assises.workshop_obtained") == 2


def test_a_larger_room_promotes_and_a_smaller_one_is_refused(at: datetime) -> None:
    edition = an_edition(at)
    workshop = a_workshop(edition, "Se loger", at=at, capacity=1)
    people = [registered(edition, n, workshop, at=at) for n in (1, 2, 3)]
    revise_session(workshop, {"capacity": 2}, by=None, at=at)
    assert [state_in(r, workshop) for r in people] == ["tenue", "tenue", "en_attente"]
    with pytest.raises(Refused, match="gardez au moins 2 places"):
        revise_session(workshop, {"capacity": 1}, by=None, at=at)


def test_a_full_day_waits_then_gets_the_day_and_the_workshop(at: datetime) -> None:
    edition = an_edition(at, capacity=1)
    workshop = a_workshop(edition, "Se loger", at=at)
    first = registered(edition, 1, workshop, at=at)
    second = registered(edition, 2, workshop, at=at)
    assert second.state == RegistrationState.WAITING
    assert state_in(second, workshop) == "en_attente"
    cancel_registration(first, by=None, at=at)
    second.refresh_from_db()
    assert second.state == RegistrationState.CONFIRMED
    assert state_in(second, workshop) == "tenue"
    with pytest.raises(Refused, match="gardez au moins 1 places"):
        revise_edition(edition, {"capacity": 0}, by=None, at=at)


def test_somebody_who_waits_for_the_day_keeps_nobody_out_of_a_workshop(at: datetime) -> None:
    edition = an_edition(at, capacity=2)
    wanted = a_workshop(edition, "Se loger", at=at, capacity=2)
    registered(edition, 1, at=at)
    second = registered(edition, 2, at=at)
    registered(edition, 3, wanted, at=at)
    seat = choose_workshop(second, wanted, or_wait=False, by=None, at=at)
    assert seat.state == SeatState.HELD


def test_a_moved_workshop_takes_its_seats_along_and_is_told(at: datetime) -> None:
    edition = an_edition(at)
    eleven = a_workshop(edition, "Se loger", at=at)
    two = a_workshop(edition, "Se soigner", at=at, hour=14)
    person = registered(edition, 1, eleven, two, at=at)
    with pytest.raises(Refused, match="ont déjà un autre atelier"):
        revise_session(
            two, {"starts_at": eleven.starts_at, "ends_at": eleven.ends_at}, by=None, at=at
        )
    later = two.starts_at + timedelta(hours=1)
    revise_session(two, {"starts_at": later, "ends_at": later + timedelta(hours=1)}, by=None, at=at)
    seat = Seat.objects.get(registration=person, session=two)
    assert seat.slot.lower == later
    assert kinds().count("assises.session_moved") == 1


def raw_seat(registration: Registration, workshop: object, state: str, at: datetime) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO assises_seat (registration_id, session_id, state, joined_at, held_at)"
            " VALUES (%s, %s, %s, %s, %s)",
            [registration.pk, workshop.pk, state, at, at],
        )


def test_the_database_itself_refuses_one_seat_too_many(at: datetime) -> None:
    edition = an_edition(at)
    workshop = a_workshop(edition, "Se loger", at=at, capacity=1)
    registered(edition, 1, workshop, at=at)
    other = registered(edition, 2, at=at)
    with pytest.raises(IntegrityError, match="is full"):
        raw_seat(other, workshop, "tenue", at)
    raw_seat(other, workshop, "en_attente", at)
    with pytest.raises(IntegrityError, match="is full"), transaction.atomic():
        Seat.objects.filter(registration=other).update(state=SeatState.HELD)


@pytest.mark.parametrize(
    ("state", "wall"),
    [("tenue", "seat_one_held_per_slot"), ("en_attente", "seat_one_wait_per_slot")],
)
def test_the_database_refuses_two_at_the_same_time(at: datetime, state: str, wall: str) -> None:
    edition = an_edition(at)
    one, two = (a_workshop(edition, title, at=at) for title in ("Se loger", "Se soigner"))
    person = registered(edition, 1, at=at)
    raw_seat(person, one, state, at)
    with pytest.raises(IntegrityError, match=wall):
        raw_seat(person, two, state, at)
    other = {"tenue": "en_attente", "en_attente": "tenue"}[state]
    with pytest.raises(IntegrityError, match="seat_once"):
        raw_seat(person, one, other, at)


def test_the_same_person_is_registered_once_and_told_by_mail_only(at: datetime) -> None:
    edition = an_edition(at)
    registered(edition, 1, at=at)
    again = register(edition, someone(1), [], by=None, at=at)
    assert again is None
    assert Registration.objects.count() == 1
    assert kinds() == ["assises.already_registered", "assises.registration_confirmed"]
    assert register(edition, someone(1), [], by=None, at=at) is None
    assert Message.objects.count() == 2, "one reminder a day at most"


def test_colleagues_may_share_a_mailbox(at: datetime) -> None:
    from dataclasses import replace

    edition = an_edition(at)
    registered(edition, 1, at=at)
    colleague = replace(someone(1), first_name="Éloïse")
    assert register(edition, colleague, [], by=None, at=at) is not None


def test_cancelling_forgets_the_measures_and_allows_to_come_back(at: datetime) -> None:
    edition = an_edition(at)
    asked = register(edition, someone(1, measures=["lsf"]), [], by=None, at=at)
    assert asked is not None
    cancel_registration(asked, by=None, at=at)
    asked.refresh_from_db()
    assert (asked.measures, asked.measures_consent_at) == ([], None)
    with pytest.raises(Refused, match="annulée"):
        cancel_registration(asked, by=None, at=at)
    assert register(edition, someone(1), [], by=None, at=at) is not None
