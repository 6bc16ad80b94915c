"""The rent aid's files at ten thousand lines: written, validated, read, added up again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
MEASURE = "tests.bench.rent.measure"  # by name: nothing that runs the portal imports the tests
FILES = ("pain.001, 10,000 orders", "camt.053, 10,000 entries")


@dataclass
class RentReport:
    """What each file gave. `broken`: a line or a cent that is not the one written."""

    found: list[dict[str, Any]] = field(default_factory=list)

    @property
    def broken(self) -> list[str]:
        return [f"{one['file']}: not what was written" for one in self.found if not one["exact"]]

    def table(self) -> str:
        return "\n".join(
            f"{one['file']}: {one['kilobytes']} kB, {one['seconds']} CPU s, "
            f"peak {one['megabytes']} MB"
            for one in self.found
        )


def run_rent(*, say: Callable[[str], None]) -> RentReport:
    """One process after another: peak memory is each one's own."""
    report = RentReport()
    for name in FILES:
        say(f"secours loyer : {name}")
        done = subprocess.run(  # noqa: S603 - our own module and our own names
            [sys.executable, "-m", MEASURE, name],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=True,
        )
        report.found.append(json.loads(done.stdout))
    return report
