"""A computation from the question to the proposal: states, walls, progress, a dead worker."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from actors.models import JournalEntry
from epicerie import jobs
from epicerie.actions import rota_runs
from epicerie.actions.rota_runs import ask_rota, start_run, stop_run
from epicerie.jobs import solve_rota
from epicerie.models import RotaRun
from epicerie.queries.rota_runs import is_interrupted, turn_of
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import register_cast as register
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
DECEMBER = (date(2026, 12, 1), date(2027, 1, 1))


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


@pytest.fixture
def team(cast):
    """Two openings of two places, three people free on Thursdays."""
    for day in (date(2026, 12, 3), date(2026, 12, 10)):
        rota.opening(cast.grocery, day)
    people = [
        register.silent(cast.grocery, sender, name)
        for name, sender in (("ana", cast.entraide), ("bob", cast.secours), ("cleo", cast.secours))
    ]
    return [register.comes(person) for person in people]


def asked(cast, at, **more):
    return ask_rota(*DECEMBER, **{"kind": "fill", "by": cast.grocery, "at": at, **more})


def test_a_question_waits_for_a_worker_and_is_journaled(cast, team, at):
    run = asked(cast, at)
    assert (run.state, run.result, run.progress) == ("queued", None, [])
    job = ProcrastinateJob.objects.get(task_name="epicerie.solve_rota")
    assert (job.queue_name, job.args) == ("rota", {"run_id": run.pk})
    assert JournalEntry.objects.filter(verb="ask_rota_run", object_id=str(run.pk)).count() == 1


def test_the_job_keeps_a_proposal_by_ids(cast, team, at):
    run = asked(cast, at)
    solve_rota(run.pk)
    run.refresh_from_db()
    assert (run.state, run.failure) == ("done", "")
    assert run.answer["status"] == "optimal"
    names = [level["name"] for level in run.answer["levels"]]
    assert [level["name"] for level in run.progress] == names
    assert len(names) == 10
    assert len(run.answer["assignments"]) == 4
    assert run.answer["first_come"].keys() == run.answer["before"].keys() == set(names)
    assert len(run.digest) == 64
    for person in team:
        assert person.user.first_name not in repr(run.answer)
    solve_rota(run.pk)  # a job run twice computes once
    assert RotaRun.objects.get().ended_at == run.ended_at


def test_the_same_question_gives_the_same_rota(cast, team, at):
    answers = []
    for _ in range(2):
        run = asked(cast, at)
        solve_rota(run.pk)
        run.refresh_from_db()
        answers.append({**run.answer, "seconds": 0})
    assert answers[0] == answers[1]


def test_one_at_a_time(cast, team, at):
    asked(cast, at)
    with pytest.raises(Refused, match="déjà en cours"):
        asked(cast, at)
    with pytest.raises(IntegrityError, match="rota_run_one_at_a_time"), transaction.atomic():
        RotaRun.objects.create(
            period=RotaRun.objects.get().period,
            kind="fill",
            asked_by=cast.grocery,
            asked_at=at,
            work_limit=1,
        )


def test_nothing_to_open_is_said(cast, at):
    with pytest.raises(Refused, match="ouvrez d’abord la semaine"):
        asked(cast, at)
    rota.opening(cast.grocery)
    with pytest.raises(Refused, match="ouvrez d’abord"):
        asked(cast, at.replace(month=12, day=4))
    with pytest.raises(Refused, match="un an au plus"):
        ask_rota(DECEMBER[1], DECEMBER[0], kind="fill", by=cast.grocery, at=at)


def test_only_the_coordinator_asks(cast, team, at):
    with pytest.raises(Refused, match="coordinateur"):
        asked(cast, at, by=cast.auditor)


def test_stopped_while_waiting_it_is_never_computed(cast, team, at):
    run = asked(cast, at)
    stop_run(run, by=cast.grocery, at=at)
    solve_rota(run.pk)
    run.refresh_from_db()
    assert (run.state, run.started_at) == ("stopped", None)
    asked(cast, at)


def test_stopped_half_way_the_worker_leaves(cast, team, at, monkeypatch):
    run = asked(cast, at)
    monkeypatch.setattr(jobs, "LOOK_EVERY", 0)
    noted = rota_runs.note_progress

    def stop_after_the_first(run_id, levels):
        noted(run_id, levels)
        if len(levels) == 1:
            stop_run(RotaRun.objects.get(pk=run_id), by=cast.grocery, at=at)

    monkeypatch.setattr(jobs, "note_progress", stop_after_the_first)
    solve_rota(run.pk)
    run.refresh_from_db()
    assert (run.state, run.result, run.failure) == ("stopped", None, "")
    assert len(run.progress) == 1


def test_an_error_is_said_without_content_and_raised(cast, team, at, monkeypatch):
    run = asked(cast, at)

    def broken(*args, **more):
        raise ZeroDivisionError("Ana")

    monkeypatch.setattr(jobs, "solve", broken)
    with pytest.raises(ZeroDivisionError):
        solve_rota(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "ZeroDivisionError" in run.failure
    assert "Ana" not in run.failure


def test_a_rota_that_the_checker_refuses_is_thrown_away(cast, team, at, monkeypatch):
    from epicerie.exports import rota_result
    from epicerie.rota.checker import Broken

    monkeypatch.setattr(rota_result, "broken_rules", lambda *_: [Broken("absent", "1", "2")])
    run = asked(cast, at)
    solve_rota(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "ne respecte pas une règle (absent)" in run.failure


def test_a_worker_at_work_is_told_from_a_dead_one(cast, team, at):
    run = start_run(asked(cast, at), by=cast.grocery, at=at)
    assert is_interrupted(run)
    with turn_of(run.pk) as mine:
        assert mine
        assert not is_interrupted(run)
    assert is_interrupted(run)


def test_the_run_of_a_dead_worker_gives_way_to_a_new_question(cast, team, at):
    dead = start_run(asked(cast, at), by=cast.grocery, at=at)
    again = asked(cast, at)
    dead.refresh_from_db()
    assert dead.state == "failed"
    assert "Le serveur s’est arrêté" in dead.failure
    assert again.state == "queued"


def test_put_back_in_the_queue_it_ends_with_its_reason(cast, team, at):
    dead = start_run(asked(cast, at), by=cast.grocery, at=at)
    solve_rota(dead.pk)
    dead.refresh_from_db()
    assert (dead.state, dead.failure) == ("failed", rota_runs.INTERRUPTED)


WALLS = [
    ("state = 'done', ended_at = now()", "rota_run_result_when_done"),
    ("state = 'failed', ended_at = now()", "rota_run_says_why_it_failed"),
    ("state = 'stopped'", "rota_run_times"),
    ("state = 'published'", "Invalid transition"),
    ("seed = 3", "rota_run"),
    ("published_at = now()", "rota_run_published_on"),
    ("period = NULL", "Cannot update"),
]


@pytest.mark.parametrize(("change", "wall"), WALLS)
def test_sql_cannot_lie_about_a_run(cast, team, at, change, wall):
    run = start_run(asked(cast, at), by=cast.grocery, at=at)
    with (
        pytest.raises(DatabaseError, match=wall),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE epicerie_rotarun SET {change} WHERE id = %s", [run.pk])  # noqa: S608


def test_a_proposal_never_changes_and_never_goes(cast, team, at):
    run = asked(cast, at)
    solve_rota(run.pk)
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    for sql in (
        "UPDATE epicerie_rotarun SET result = '{}'",
        "DELETE FROM epicerie_rotarun",
        "TRUNCATE epicerie_rotarun",
    ):
        with pytest.raises(DatabaseError, match=r"never changes|Cannot"), transaction.atomic():
            connection.cursor().execute(sql)


def test_pages_never_load_the_solver():
    """A web process that shows every page has not imported HiGHS."""
    code = (
        "import django, sys; django.setup();"
        "import reims_solidarite.urls, epicerie.views, epicerie.jobs;"
        "assert 'highspy' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "reims_solidarite.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_repair_takes_no_more_than_the_question(cast, team, at: datetime):
    run = asked(cast, at, kind="repair")
    solve_rota(run.pk)
    run.refresh_from_db()
    levels = {level["name"]: level["value"] for level in run.answer["levels"]}
    assert levels["changes"] == len(run.answer["assignments"]) == 4
