"""The computations of the rota, and whether somebody is really at work on one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import QuerySet

from actors.models import User
from epicerie.models import RotaRun
from epicerie.states import RotaRunState

AT_WORK = 7_043_052  # any number: the advisory locks of the rota, one for each run


@contextmanager
def turn_of(run_id: int) -> Iterator[bool]:
    """Hold the lock of a run while computing; False when another worker holds it.

    It belongs to the database session: whatever kills the worker frees it at once.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [AT_WORK, run_id])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [AT_WORK, run_id])


def latest_runs(user: User) -> QuerySet[RotaRun]:
    """What a list of them shows: not the answers, which are megabytes."""
    return (
        RotaRun.objects.visible_to(user)
        .select_related("asked_by")
        .defer("result", "ground", "progress")
    )


def is_interrupted(run: RotaRun) -> bool:
    """Said to be running, but no worker holds its lock any more."""
    if run.state != RotaRunState.RUNNING:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND classid = %s AND objid = %s AND objsubid = 2 AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [AT_WORK, run.pk],
        )
        if cursor.fetchone()[0]:
            return False
    # The lock is freed after the last step: what was read above may be a moment old.
    return RotaRun.objects.filter(pk=run.pk, state=RotaRunState.RUNNING).exists()


def is_wanted(run_id: int) -> bool:
    """Nobody has stopped it."""
    return RotaRun.objects.filter(pk=run_id, state=RotaRunState.RUNNING).exists()
