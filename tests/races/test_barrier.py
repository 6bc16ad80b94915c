"""The harness really overlaps its clients: a check-then-write without a lock loses, always."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connection

from tests.races.barrier import run_at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_each_client_has_its_own_connection_and_all_run_together() -> None:
    together = threading.Barrier(8, timeout=30)

    def act(number: int) -> int:
        together.wait()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid(), pg_sleep(0.05)")
            return int(cursor.fetchone()[0])

    found = run_at_once(8, act)
    assert len(set(found)) == 8


def test_an_exception_is_a_result() -> None:
    def act(number: int) -> int:
        time.sleep(0)
        if number == 1:
            raise ValueError("refused")
        return number

    found = run_at_once(3, act)
    assert found[0] == 0
    assert isinstance(found[1], ValueError)
    assert found[2] == 2
