"""One scratch database per size of data, each a copy of the demo filled further."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from io import StringIO

from django.core.management import call_command

from reims_solidarite.benching.scratch import Scratch, release, work_in

FILL = "tests.bench.fill"  # by name: nothing that runs the portal imports the tests


def make(
    scratch: Scratch, scales: tuple[int, ...], *, at: datetime, say: Callable[[str], None]
) -> tuple[dict[int, str], dict[int, dict[str, int]]]:
    """Database and row counts by scale. The smallest is made first, the others grow from it."""
    names: dict[int, str] = {}
    sizes: dict[int, dict[str, int]] = {}
    fill = import_module(FILL).fill
    for scale in scales:
        previous = next(reversed(names.values()), None)
        names[scale] = scratch.create(f"x{scale}", like=previous)
        work_in(names[scale])
        if previous is None:
            say("bases jetables : migrations et démonstration")
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
            call_command("demo", stdout=StringIO())
        say(f"bases jetables : données ×{scale}")
        sizes[scale] = fill(scale, at=at)
        release()
    return names, sizes
