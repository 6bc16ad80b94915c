"""Publishing a rota while others press too; a worker killed in the middle of a computation."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app

from actors.models import Message
from epicerie.actions import rota_publish
from epicerie.actions.places import hold_place
from epicerie.actions.rota_publish import MOVED, publish_run
from epicerie.actions.rota_runs import INTERRUPTED, ask_rota
from epicerie.jobs import resume_stopped_rota, solve_rota
from epicerie.models import Assignment, OpeningDay, RotaRun, Volunteer
from epicerie.queries.rota_problem import lay_ground
from epicerie.queries.rota_runs import is_interrupted
from epicerie.rota.checker import broken_rules
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast
from tests.epicerie import register_cast as register
from tests.epicerie import rota_cast as rota
from tests.harness.leftovers import truncate_forgotten
from tests.harness.worker import KILLED, work
from tests.races.barrier import run_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
DECEMBER = (date(2026, 12, 1), date(2027, 1, 1))


@pytest.fixture
def cast(monkeypatch):
    monkeypatch.setenv("PORTAIL_CLOCK", AT.isoformat())
    return Cast(AT)


@pytest.fixture
def days(cast) -> list[OpeningDay]:
    return [rota.opening(cast.grocery, rota.DAY + timedelta(weeks=n)) for n in range(3)]


@pytest.fixture
def team(cast, days) -> list[Volunteer]:
    return [
        register.comes(register.silent(cast.grocery, sender, name))
        for name, sender in zip(
            ("ana", "bob", "cleo"), (cast.entraide, cast.secours, cast.bailleur), strict=True
        )
    ]


def proposed(cast) -> RotaRun:
    run = ask_rota(*DECEMBER, kind="fill", by=cast.grocery, at=AT)
    solve_rota(run.pk)
    return RotaRun.objects.get(pk=run.pk, state="done")


def board() -> set[tuple[str, str, str]]:
    rows = Assignment.objects.active().values_list("volunteer", "opening", "need__post__code")
    return {(str(v), str(o), p) for v, o, p in rows}


def sound() -> bool:
    laid = lay_ground(*DECEMBER, kind="repair", at=AT)
    return broken_rules(laid.problem, laid.held) == []


def test_eight_presses_publish_once(cast, team):
    run = proposed(cast)
    results = run_at_once(8, lambda _: publish_run(run, by=cast.grocery, at=AT))
    assert [row.state for row in results] == ["published"] * 8
    assert board() == {tuple(place) for place in run.answer["assignments"]}
    assert Assignment.objects.count() == len(run.answer["assignments"])
    told = Message.objects.filter(kind="epicerie.rota_changed")
    assert told.count() == len({place[0] for place in run.answer["assignments"]})


@pytest.mark.parametrize("turn", range(4))
def test_somebody_takes_a_place_meanwhile(cast, team, days, turn):
    run = proposed(cast)
    need = rota.need(days[0])
    taker = team[turn % 3]

    def act(number: int) -> object:
        if number == 0:
            time.sleep(0.01 * turn)
            return publish_run(run, by=cast.grocery, at=AT)
        return hold_place(need, volunteer=taker, by=taker.user, at=AT)

    published, taken = run_at_once(2, act)
    assert sound()
    if isinstance(published, RotaRun):
        assert isinstance(taken, Refused | Assignment), taken
        assert board() >= {tuple(place) for place in run.answer["assignments"]}
    else:
        assert isinstance(published, Refused), published
        assert published.message == MOVED
        assert isinstance(taken, Assignment)
        assert board() == {(str(taker.pk), str(days[0].pk), "accueil")}


def test_without_the_lock_the_ground_moves_under_the_publication(cast, team, days, monkeypatch):
    """The control: what was checked is no longer so when it is written; only a wall is left."""
    run = proposed(cast)
    need = rota.need(days[0])
    places = {place[0] for place in run.answer["assignments"] if place[1] == str(days[0].pk)}
    taker = next(person for person in team if str(person.pk) not in places)
    monkeypatch.setattr(rota_publish, "_lock", lambda _: {})
    compare = rota_publish.compare

    def slowly(before, after):
        time.sleep(1)
        return compare(before, after)

    monkeypatch.setattr(rota_publish, "compare", slowly)

    def act(number: int) -> object:
        if number == 0:
            return publish_run(run, by=cast.grocery, at=AT)
        time.sleep(0.4)
        return hold_place(need, volunteer=taker, by=taker.user, at=AT)

    published, taken = run_at_once(2, act)
    assert isinstance(taken, Assignment)
    assert isinstance(published, Refused)
    assert published.message != MOVED


def test_a_worker_killed_half_way_leaves_a_run_that_says_so(cast, team):
    truncate_forgotten()
    run = ask_rota(*DECEMBER, kind="fill", by=cast.grocery, at=AT)
    assert work("rota", failpoint="rota.fill", clock=AT.isoformat()) == KILLED
    run.refresh_from_db()
    assert run.state == "running"
    assert [level["name"] for level in run.progress] == ["skill", "fill"]
    assert is_interrupted(run), "the lock died with the worker"
    work("rota", clock=AT.isoformat())
    run.refresh_from_db()
    assert run.state == "running", "without the resuming job it would wait for ever"
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'"
        )
    async_to_sync(resume_stopped_rota.func)(SimpleNamespace(app=app), timestamp=0)
    work("rota", clock=AT.isoformat())
    run.refresh_from_db()
    assert (run.state, run.failure) == ("failed", INTERRUPTED)
    again = ask_rota(*DECEMBER, kind="fill", by=cast.grocery, at=AT)
    work("rota", clock=AT.isoformat())
    again.refresh_from_db()
    assert again.state == "done"
    assert len(again.answer["assignments"]) == 6
