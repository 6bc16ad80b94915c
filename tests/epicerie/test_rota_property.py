"""Whatever the register says, what is published keeps every rule, and nobody's word is lost."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actors.models import User
from epicerie.actions.places import hold_place
from epicerie.actions.rota_publish import publish_run
from epicerie.actions.rota_runs import ask_rota
from epicerie.jobs import solve_rota
from epicerie.models import Assignment, Companion, OpeningNeed, Promise, RotaRun, Volunteer
from epicerie.queries.rota_problem import lay_ground
from epicerie.rota.checker import broken_rules
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import register_cast as register
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
DECEMBER = (date(2026, 12, 1), date(2027, 1, 1))


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


def draw_register(dice: random.Random, cast, at) -> None:
    """Openings of two or three days a week, and people with words of every kind."""
    days = [day for day in (3, 5, 8, 10, 12, 17) if dice.random() < 0.7] or [3]
    for day in days:
        places = {"accueil": dice.randint(1, 3), "caisse": dice.randint(0, 2)}
        rota.opening(cast.grocery, date(2026, 12, day), **places)
    people = []
    for number in range(dice.randint(2, 7)):
        sender = dice.choice([cast.entraide, cast.secours, cast.bailleur])
        people.append(register.silent(cast.grocery, sender, f"p{number}"))
        draw_words(dice, cast.grocery, people[-1])
    for first, second in pairwise(people):
        if dice.random() < 0.2:
            kind = dice.choice(["together", "apart"])
            Companion.objects.create(first=first, second=second, kind=kind)
    if dice.random() < 0.5:
        Promise.objects.create(
            organisation=cast.secours,
            period=DECEMBER,
            places_a_month=dice.randint(1, 9),
            said_at=at,
        )
    for need in OpeningNeed.objects.order_by("pk"):
        if dice.random() < 0.3:
            person = dice.choice(people)
            by = dice.choice([person.user, cast.grocery])
            # Whether this person may is the rule's answer, not this test's.
            try:
                hold_place(need, volunteer=person, by=by, at=at)
            except Refused:
                continue


def draw_words(dice: random.Random, by: User, person: Volunteer) -> None:
    for weekday in (1, 3, 5):
        if dice.random() < 0.7:
            register.comes(person, weekday, willing=dice.randint(0, 3))
    if dice.random() < 0.5:
        rota.mandate(person, by, until=date(2026, 12, dice.randint(2, 31)))
    if dice.random() < 0.3:
        start = date(2026, 12, dice.randint(1, 15))
        register.away(person, start, start + timedelta(days=dice.randint(1, 5)))
    if dice.random() < 0.3:
        register.answers(person, rota.DAY, can_come=dice.random() < 0.5)
    if dice.random() < 0.2:
        register.likes(person, dice.choice(["accueil", "caisse"]), dice.choice([0, 3, 9]))
    Volunteer.objects.filter(pk=person.pk).update(
        max_week=dice.choice([None, 1, 2]),
        max_month=dice.choice([None, 2, 4]),
        max_14_days=dice.choice([None, 2]),
        min_gap_days=dice.choice([1, 1, 2, 5]),
        wish_per_4_weeks=dice.randint(0, 4),
        novice=dice.random() < 0.3,
    )


def published(cast, at, kind: str) -> RotaRun:
    run = ask_rota(*DECEMBER, kind=kind, by=cast.grocery, at=at)
    solve_rota(run.pk)
    run.refresh_from_db()
    assert run.state == "done", run.failure
    return publish_run(run, by=cast.grocery, at=at)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(seed=st.integers(0, 10_000), kind=st.sampled_from(["fill", "repair"]))
def test_what_is_published_keeps_every_rule(cast, at, seed, kind):
    cast.grocery, cast.entraide, cast.secours, cast.bailleur  # noqa: B018 - made once for all draws
    with transaction.atomic():
        draw_register(random.Random(seed), cast, at)
        run = published(cast, at, kind)
        laid = lay_ground(*DECEMBER, kind="repair", at=at)
        assert broken_rules(laid.problem, laid.held) == []
        rows = Assignment.objects.active().values_list("volunteer", "opening", "need__post__code")
        proposed = {tuple(place) for place in run.answer["assignments"]}
        assert {(str(v), str(o), p) for v, o, p in rows} == proposed
        assert all(level["value"] == level["bound"] for level in run.answer["levels"])
        # Nothing is left to repair in what was just published.
        again = ask_rota(*DECEMBER, kind="repair", by=cast.grocery, at=at)
        solve_rota(again.pk)
        again.refresh_from_db()
        levels = {level["name"]: level["value"] for level in again.answer["levels"]}
        assert levels["changes"] == 0
        transaction.set_rollback(True)
