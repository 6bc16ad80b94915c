"""What Django's own flush forgets: the job queue, the shared cache, the file outbox, the clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction

from reims_solidarite.kit.clock import VARIABLE

# Unmanaged or not models at all: a flush between transactional tests leaves their rows.
FORGOTTEN = (
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
    "shared_cache",
)
# The same before and after every test; Django would write them again after each flush.
KEPT = {"django_content_type", "auth_permission"}


def commits(request: pytest.FixtureRequest) -> bool:
    """Does this test commit rows, so that a rollback cannot clean up behind it?"""
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        return True
    return bool({"transactional_db", "live_server"} & set(request.fixturenames))


def empty_what_was_written() -> None:
    """Empty the tables that hold rows, whatever walls and ties they have.

    TRUNCATE makes each table and index anew, a second for them all although a test writes in few.
    Nobody writes meanwhile: a connection that is still at work is waited for.
    """
    names = set(connection.introspection.django_table_names(only_existing=True)) - KEPT
    tables = [connection.ops.quote_name(name) for name in sorted(names)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})"  # noqa: S608 - our tables
                for table in tables
            )
        )
        written = [table for (table,) in cursor.fetchall()]
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in written:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our tables


@pytest.fixture(autouse=True, scope="session")
def _flush_empties_what_was_written() -> Iterator[None]:
    """Transactional tests end with Django's flush, which would empty every table with TRUNCATE."""
    operations = type(connection.ops)
    flush = operations.execute_sql_flush
    operations.execute_sql_flush = lambda *_: empty_what_was_written()
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
