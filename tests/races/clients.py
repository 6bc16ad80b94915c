"""Clients in several processes, each with its own database connection, released at one instant.

The processes are forked once for many rounds: what is raced is the database, not the start of
Python. A round is announced through pipes and begun at a wall-clock instant that all read.
"""

from __future__ import annotations

import multiprocessing
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from django.db import connection, connections

HEAD_START = 0.15  # seconds for every thread to reach the line
LONGEST = 90


class Clients:
    """`processes` x `threads` clients; `race(round, act_arguments)` has each call `act` once."""

    def __init__(self, lines: list[Connection], threads: int) -> None:
        self._lines = lines
        self._threads = threads

    @property
    def count(self) -> int:
        return len(self._lines) * self._threads

    def race(self, *arguments: Any) -> list[Any]:
        """What each client got, in order of their numbers: a text, or the name of an error."""
        begins = time.monotonic() + HEAD_START
        for line in self._lines:
            line.send((begins, arguments))
        answers: list[Any] = []
        for line in self._lines:
            assert line.poll(LONGEST), "a process of clients does not answer"
            answers += line.recv()
        return answers


@contextmanager
def clients(processes: int, threads: int, act: Callable[..., Any]) -> Iterator[Clients]:
    """Fork; `act(number, *arguments)` runs in the children. Use with committed rows only."""
    connections.close_all()  # a forked child must not share its parent's socket
    context = multiprocessing.get_context("fork")
    lines, workers = [], []
    for place in range(processes):
        here, there = context.Pipe()
        worker = context.Process(
            target=_work, args=(there, place * threads, threads, act), daemon=True
        )
        with warnings.catch_warnings():
            # Python 3.12 warns of a fork beside threads: those of pytest-xdist only wait.
            warnings.simplefilter("ignore", DeprecationWarning)
            worker.start()
        there.close()
        lines.append(here)
        workers.append(worker)
    try:
        yield Clients(lines, threads)
    finally:
        for line in lines:
            line.send(None)
        for worker in workers:
            worker.join(10)
            assert worker.exitcode == 0, "a process of clients died"


def _work(line: Connection, first: int, threads: int, act: Callable[..., Any]) -> None:
    local = threading.Barrier(threads)
    with ThreadPoolExecutor(max_workers=threads) as pool:
        # One connection for each thread, opened before the first race and kept.
        list(pool.map(lambda _: (local.wait(), connection.ensure_connection()), range(threads)))
        while (order := line.recv()) is not None:
            begins, arguments = order

            def one(number: int, begins: float = begins, arguments: Any = arguments) -> str:
                try:
                    local.wait()
                    time.sleep(max(0.0, begins - time.monotonic()))
                    return str(act(number, *arguments))
                except Exception as error:  # noqa: BLE001 - the result of a race is what happened
                    return f"{type(error).__name__}: {traceback.format_exc(limit=3)}"

            line.send(list(pool.map(one, range(first, first + threads))))
        local.reset()
        list(pool.map(lambda _: (local.wait(), connection.close()), range(threads)))
