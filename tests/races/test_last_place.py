"""One last place, sixty clients in four processes, twenty rounds: exactly one success each.

The clients are kept from round to round, so that the rounds cost what the database does. The
negative control runs the same clients without the lock and the walls: it over-books.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction

from epicerie.actions.answers import answer_call
from epicerie.actions.places import hold_place
from epicerie.models import (
    Assignment,
    CalledPerson,
    OpeningDay,
    OpeningNeed,
    ReplacementCall,
    Volunteer,
    Wave,
)
from tests.cast import Cast
from tests.epicerie import rota_cast as rota
from tests.races.clients import clients

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PROCESSES, THREADS, ROUNDS, CONTROL_ROUNDS = 4, 15, 20, 3
CLIENTS = PROCESSES * THREADS


def crowd() -> tuple[Cast, list[int]]:
    """Sixty volunteers, by number."""
    cast = Cast(AT)
    people = [rota.volunteer(cast.grocery, cast.entraide, f"v{n}") for n in range(CLIENTS)]
    return cast, [row.pk for row in people]


def last_places(cast: Cast, count: int) -> list[OpeningDay]:
    """One opening a week with one single place."""
    first = date(2026, 12, 3)
    return [
        rota.opening(cast.grocery, first + timedelta(weeks=week), accueil=1)
        for week in range(count)
    ]


def verdicts(answers: list[str]) -> Counter[str]:
    return Counter(answer.partition(":")[0] for answer in answers)


@contextmanager
def walls_down() -> Iterator[None]:
    """For the control only: neither trigger nor unique place."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE epicerie_assignment DISABLE TRIGGER USER")
        cursor.execute("DROP INDEX assignment_one_a_place")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM epicerie_assignment")
        cursor.execute("ALTER TABLE epicerie_assignment ENABLE TRIGGER USER")
        cursor.execute(
            "CREATE UNIQUE INDEX assignment_one_a_place ON epicerie_assignment"
            " (need_id, place_number) WHERE state = 'active'"
        )


def careless(need: OpeningNeed, volunteer: Volunteer) -> str:
    """What a check followed by a write does, without the lock."""
    with transaction.atomic():
        if Assignment.objects.active().filter(need=need).exists():
            return "full"
        time.sleep(0.05)
        Assignment.objects.create(
            opening=need.opening,
            need=need,
            place_number=1,
            volunteer=volunteer,
            period=need.opening.period,
            created_at=AT,
            created_by=volunteer.user,
            changed_at=AT,
        )
        return "held"


def test_sixty_clients_and_one_last_place() -> None:
    cast, people = crowd()
    openings = last_places(cast, ROUNDS)
    needs = [rota.need(opened).pk for opened in openings]

    def act(number: int, need_id: int) -> str:
        volunteer = Volunteer.objects.select_related("user").get(pk=people[number])
        need = OpeningNeed.objects.get(pk=need_id)
        hold_place(need, volunteer=volunteer, by=volunteer.user, at=AT)
        return "held"

    with clients(PROCESSES, THREADS, act) as racing:
        rounds = [verdicts(racing.race(need_id)) for need_id in needs]
    assert rounds == [Counter(held=1, Refused=CLIENTS - 1)] * ROUNDS
    assert [row.need_id for row in Assignment.objects.active().order_by("period")] == needs


def test_without_lock_nor_wall_the_same_clients_over_book() -> None:
    cast, people = crowd()
    needs = [rota.need(opened).pk for opened in last_places(cast, CONTROL_ROUNDS)]

    def act(number: int, need_id: int) -> str:
        need = OpeningNeed.objects.select_related("opening").get(pk=need_id)
        return careless(need, Volunteer.objects.select_related("user").get(pk=people[number]))

    with walls_down(), clients(PROCESSES, THREADS, act) as racing:
        won = [verdicts(racing.race(need_id))["held"] for need_id in needs]
    assert min(won) > 1, f"the control must over-book: {won}"


def calls(cast: Cast, people: list[int], count: int) -> list[int]:
    """A call for each last place, in which everybody was asked."""
    made = []
    for opened in last_places(cast, count):
        call = ReplacementCall.objects.create(need=rota.need(opened), created_at=AT)
        CalledPerson.objects.bulk_create(
            CalledPerson(call=call, volunteer_id=pk, wave=Wave.EVERYONE, rank=rank, asked_at=AT)
            for rank, pk in enumerate(people, start=1)
        )
        made.append(call.pk)
    return made


def asked(call_id: int, volunteer_id: int) -> CalledPerson:
    return CalledPerson.objects.select_related("call", "volunteer__user").get(
        call=call_id, volunteer=volunteer_id
    )


def test_sixty_people_say_yes_to_the_same_call() -> None:
    cast, people = crowd()
    made = calls(cast, people, ROUNDS)

    def act(number: int, call_id: int) -> str:
        person = asked(call_id, people[number])
        return answer_call(person, yes=True, by=person.volunteer.user, at=AT).answer

    with clients(PROCESSES, THREADS, act) as racing:
        rounds = [verdicts(racing.race(call_id)) for call_id in made]
    assert rounds == [Counter(yes=1, late=CLIENTS - 1)] * ROUNDS
    assert Assignment.objects.active().count() == ROUNDS
    ended = ReplacementCall.objects.filter(end_reason="filled")
    assert ended.count() == ROUNDS
    assert CalledPerson.objects.filter(answer="yes").count() == ROUNDS


def test_without_lock_nor_wall_the_call_promises_the_place_twice() -> None:
    cast, people = crowd()
    made = calls(cast, people, CONTROL_ROUNDS)

    def act(number: int, call_id: int) -> str:
        person = asked(call_id, people[number])
        need = OpeningNeed.objects.select_related("opening").get(calls=call_id)
        return careless(need, person.volunteer)

    with walls_down(), clients(PROCESSES, THREADS, act) as racing:
        won = [verdicts(racing.race(call_id))["held"] for call_id in made]
    assert min(won) > 1, f"the control must over-book: {won}"
