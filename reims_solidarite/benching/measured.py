"""The portal, or its floor pages, telling in headers what each answer cost the server.

It wraps the whole WSGI application, so that every middleware is inside the figure, and the floor
pages (which have none) are measured by the very same lines.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

QUERIES = "X-Bench-Queries"
MICROSECONDS = "X-Bench-Microseconds"
CPU_MICROSECONDS = "X-Bench-Cpu-Microseconds"

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def measured(inner: Application) -> Application:
    """Add the headers to every answer of `inner`."""

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        started, cpu = time.perf_counter(), time.thread_time()
        queries = 0

        def count(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's signature
            nonlocal queries
            queries += 1
            return execute(sql, params, many, context)

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            spent = round((time.perf_counter() - started) * 1e6)
            worked = round((time.thread_time() - cpu) * 1e6)
            cost = [(QUERIES, str(queries)), (MICROSECONDS, str(spent))]
            cost.append((CPU_MICROSECONDS, str(worked)))
            return start_response(status, [*headers, *cost], *rest)

        with connection.execute_wrapper(count):
            return inner(environ, start)

    return application
