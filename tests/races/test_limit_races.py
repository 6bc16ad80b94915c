"""Limits and shares span several posts and several days: simultaneous acts never pass them.

Each race has its negative control: the same question asked without the locks is answered wrong.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction

from epicerie.actions.places import hold_place
from epicerie.actions.rota import publish_places
from epicerie.models import Assignment, Companion, OpeningDay, OpeningNeed, Volunteer
from epicerie.queries.facts import days_of, persons_for, place_of
from epicerie.rules import why_not
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast
from tests.epicerie import rota_cast as rota
from tests.races.barrier import run_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
POSTS = {"accueil": 4, "rayons": 4, "preparation": 4}


@pytest.fixture
def cast():
    return Cast(AT)


@pytest.fixture
def week(cast):
    """A place on each of six days of one week."""
    monday = date(2026, 11, 30)
    return [rota.need(rota.opening(cast.grocery, monday + timedelta(days=n))) for n in range(6)]


@pytest.fixture
def one_a_week(cast):
    person = rota.volunteer(cast.grocery, cast.entraide, "vera")
    Volunteer.objects.filter(pk=person.pk).update(max_week=1)
    return person


@pytest.fixture
def day(cast):
    """Twelve places, of which one association may hold four."""
    opened = rota.opening(cast.grocery, **POSTS)
    rota.share_of(40)
    return list(OpeningNeed.objects.filter(opening=opened))


@pytest.fixture
def crowd(cast):
    return [rota.volunteer(cast.grocery, cast.entraide, f"v{number}") for number in range(12)]


def outcomes(results) -> tuple[int, int]:
    """(held, refused); anything else is a fault."""
    held = [row for row in results if isinstance(row, Assignment | list)]
    refused = [row for row in results if isinstance(row, Refused)]
    assert len(held) + len(refused) == len(results), results
    return len(held), len(refused)


def test_one_person_and_six_days_of_a_week_they_want_once(week, one_a_week):
    def act(number: int) -> Assignment:
        return hold_place(week[number], volunteer=one_a_week, by=one_a_week.user, at=AT)

    assert outcomes(run_at_once(6, act)) == (1, 5)
    assert Assignment.objects.active().count() == 1


def test_taking_and_publishing_at_once_count_each_other(cast, week, one_a_week):
    coordinator = cast.grocery

    def act(number: int) -> object:
        if number % 2:
            return publish_places({week[number]: [one_a_week]}, by=coordinator, at=AT)
        return hold_place(week[number], volunteer=one_a_week, by=one_a_week.user, at=AT)

    assert outcomes(run_at_once(6, act)) == (1, 5)
    assert Assignment.objects.active().count() == 1


def test_an_association_never_passes_its_share_whatever_the_posts(day, crowd):
    def act(number: int) -> Assignment:
        person = crowd[number]
        return hold_place(day[number % 3], volunteer=person, by=person.user, at=AT)

    assert outcomes(run_at_once(12, act)) == (4, 8)
    assert Assignment.objects.active().count() == 4


def test_two_who_must_not_meet_never_both_get_in(cast, day):
    pairs = [
        [rota.volunteer(cast.grocery, cast.entraide, f"{side}{n}") for side in "ab"]
        for n in range(2)
    ]
    for one, two in pairs:
        Companion.objects.create(first=one, second=two, kind="apart")
    people = [person for pair in pairs for person in pair]

    def act(number: int) -> Assignment:
        person = people[number]
        return hold_place(day[number % 3], volunteer=person, by=person.user, at=AT)

    assert outcomes(run_at_once(4, act)) == (2, 2)


def careless(need: OpeningNeed, person: Volunteer) -> bool:
    """The same question, without the locks."""
    with transaction.atomic():
        days = days_of(OpeningDay.objects.filter(pk=need.opening_id))
        place = place_of(need, days[need.opening_id], filled=0)
        if why_not(persons_for([place], [person.pk])[person.pk], place, at=AT, oneself=True):
            return False
        time.sleep(0.3)
        number = 1 + Volunteer.objects.filter(pk__lt=person.pk).count() % need.places
        Assignment.objects.create(
            opening=need.opening,
            need=need,
            place_number=number,
            volunteer=person,
            period=need.opening.period,
            created_at=AT,
            created_by=person.user,
            changed_at=AT,
        )
        return True


def test_without_the_lock_of_the_person_the_week_overflows(week, one_a_week):
    results = run_at_once(6, lambda number: careless(week[number], one_a_week))
    assert results.count(True) > 1, "the control must pass the limit"


def test_without_the_lock_of_the_day_the_share_overflows(day, crowd):
    results = run_at_once(12, lambda number: careless(day[number // 4], crowd[number]))
    assert results.count(True) > 4, "the control must pass the share"
