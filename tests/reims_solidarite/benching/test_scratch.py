"""Scratch databases leave nothing behind, and the filler writes nowhere else."""

from __future__ import annotations

import pytest
from django.db import connection

from reims_solidarite.benching.scratch import PREFIX, BusyError, scratch_databases
from tests.bench.fill import fill


def databases() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall()}


@pytest.fixture(autouse=True)
def own_connection_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """`work_in` would send the suite's own connection elsewhere."""
    monkeypatch.setattr("reims_solidarite.benching.scratch.work_in", lambda _name: None)


def test_databases_are_dropped_after_an_interruption(db: None) -> None:
    made: list[str] = []

    def interrupted() -> None:
        with scratch_databases() as scratch:
            made.append(scratch.create("test"))
            assert made[0] in databases()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert made[0].startswith(PREFIX)
    assert made[0] not in databases()


def test_one_bench_at_a_time_on_a_server(db: None) -> None:
    with scratch_databases(), pytest.raises(BusyError), scratch_databases():
        pass


def test_the_filler_refuses_any_other_database(db: None, at: object) -> None:
    with pytest.raises(RuntimeError, match="not a scratch database"):
        fill(1, at=at)  # type: ignore[arg-type]
