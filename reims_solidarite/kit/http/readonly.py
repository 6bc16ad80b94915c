"""GET never writes: prefetchers, mail scanners and crawlers follow every link."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
# Who reads what (under its seal, for a payment file taken away), the session itself and shared rate
# limits are the only traces a reading leaves.
TRACES = frozenset(
    {
        *("django_session", "shared_cache", "usersessions_usersession"),
        *("actors_sensitiveread", "secours_loyer_filedownload", "secours_loyer_moneyseal"),
    }
)
WRITE = re.compile(
    r"^\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+\"?(\w+)", re.IGNORECASE
)


class WriteInGet(RuntimeError):
    """A page that only reads tried to write: a bug, never the user's fault."""


def refuse_writes(
    execute: Callable[..., Any],
    sql: Any,
    params: Any,
    many: bool,
    context: dict[str, Any],
) -> Any:
    """Database wrapper that lets only `TRACES` be written."""
    text = sql if isinstance(sql, str) else str(sql)
    found = WRITE.match(text)
    if (found and found.group(1).lower() not in TRACES) or "procrastinate_defer" in text:
        raise WriteInGet(text[:120])
    return execute(sql, params, many, context)


class ReadOnlyGet:
    """Run safe requests under `refuse_writes`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in SAFE_METHODS:
            return self.get_response(request)
        with connection.execute_wrapper(refuse_writes):
            return self.get_response(request)
