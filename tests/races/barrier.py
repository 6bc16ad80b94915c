"""Many clients at the same instant, each on its own database connection."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

Result = TypeVar("Result")
LONGEST_SECONDS = 60


def run_at_once(clients: int, act: Callable[[int], Result]) -> list[Result | Exception]:
    """Call `act(number)` from `clients` threads released together; their results or exceptions.

    Use it under `@pytest.mark.django_db(transaction=True)` only: inside one test transaction the
    other connections would see nothing.
    """
    barrier = threading.Barrier(clients, timeout=LONGEST_SECONDS)

    def client(number: int) -> Result | Exception:
        try:
            connection.ensure_connection()
            barrier.wait()
            return act(number)
        except Exception as error:  # noqa: BLE001 - the result of a race is whatever happened
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=clients) as pool:
        return list(pool.map(client, range(clients), timeout=LONGEST_SECONDS))
