"""What Django's own flush forgets: the job queue, the shared cache, the file outbox, the clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations

from reims_solidarite.kit.clock import VARIABLE

# Unmanaged or not models at all: a flush between transactional tests leaves their rows.
FORGOTTEN = (
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
    "shared_cache",
)


def commits(request: pytest.FixtureRequest) -> bool:
    """Does this test commit rows, so that a rollback cannot clean up behind it?"""
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        return True
    return bool({"transactional_db", "live_server"} & set(request.fixturenames))


@contextmanager
def walls_against_emptying_down() -> Iterator[None]:
    """The tables' owner takes down the triggers that refuse TRUNCATE, and puts them up again.

    One transaction: nobody else ever sees the tables without their walls.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('ALTER TABLE %s %%s TRIGGER %I', tgrelid::regclass, tgname)"
            " FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 32 <> 0"
        )
        walls = [wall for (wall,) in cursor.fetchall()]
        for wall in walls:
            cursor.execute(wall % "DISABLE")
        yield
        for wall in walls:
            cursor.execute(wall % "ENABLE")


@pytest.fixture(autouse=True, scope="session")
def _flush_passes_the_walls() -> Iterator[None]:
    """Transactional tests end with Django's flush, which empties every table with TRUNCATE."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def flush_as_owner(self: DatabaseOperations, statements: list[str]) -> None:
        with walls_against_emptying_down():
            flush(self, statements)

    operations.execute_sql_flush = flush_as_owner
    yield
    operations.execute_sql_flush = flush


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if commits(request):
        truncate_forgotten()


def truncate_forgotten() -> None:
    """Empty what no flush empties."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename = ANY(%s)", [[*FORGOTTEN]])
        found = [name for (name,) in cursor.fetchall()]
        if found:
            cursor.execute(f"TRUNCATE {', '.join(found)} CASCADE")


@pytest.fixture(autouse=True)
def _own_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock moved in the developer's shell must not move the tests."""
    monkeypatch.delenv(VARIABLE, raising=False)


@pytest.fixture(autouse=True, scope="session")
def _own_outbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One folder per process; emptied by nobody else."""
    before = settings.OUTBOX_DIR
    settings.OUTBOX_DIR = Path(tmp_path_factory.mktemp("outbox"))
    yield
    settings.OUTBOX_DIR = before
