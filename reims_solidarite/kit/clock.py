"""The only place that reads the clock. Everything else receives an instant or a day.

`PORTAIL_CLOCK` moves it where `TEST_SURFACE` is on (demo and tests, never production): an ISO
instant freezes it (`2026-03-02T09:00+01:00`; without an offset it is the Paris wall clock), a
signed span shifts it (`+3d`, `-2h`, `+1d12h30m`). A value that is neither stops the caller.
"""

import os
import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from django.conf import settings

from reims_solidarite.kit.dates import PARIS, paris_day

VARIABLE = "PORTAIL_CLOCK"
_SPAN = re.compile(
    r"(?P<sign>[+-])(?:(?P<days>\d+)d)?(?:(?P<hours>\d+)h)?(?:(?P<minutes>\d+)m)?", re.ASCII
)


def now() -> datetime:
    """This instant, aware, in UTC."""
    real = unmoved()
    wanted = os.environ.get(VARIABLE, "") if settings.TEST_SURFACE else ""
    if not wanted:
        return real
    moved = _read(wanted)
    return real + moved if isinstance(moved, timedelta) else moved


def unmoved() -> datetime:
    """The machine's own instant, for what Django itself counts in it (the end of a session)."""
    return datetime.now(UTC)


def today() -> date:
    """The Paris day of `now()`."""
    return paris_day(now())


@lru_cache(maxsize=4)
def _read(text: str) -> datetime | timedelta:
    span = _SPAN.fullmatch(text)
    if span and len(text) > 1:
        parts = {name: int(span[name] or 0) for name in ("days", "hours", "minutes")}
        return timedelta(**parts) * (-1 if span["sign"] == "-" else 1)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"{VARIABLE}={text!r}: expected an ISO instant or a span like +3d"
        ) from None
    return (instant if instant.tzinfo else instant.replace(tzinfo=PARIS)).astimezone(UTC)
