"""The rent aid's batch and statement of ten thousand orders, through a scratch database."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django.core.management import call_command

from reims_solidarite.benching.rent import PROJECT
from reims_solidarite.benching.scratch import environment, release, scratch_databases, work_in

ACT = "tests.bench.rent.database"  # by name: nothing that runs the portal imports the tests
SETTINGS = "tests.bench.rent.settings"
ACTS = {
    "close": "10,000 orders put in a batch, closed",
    "export": "batch of 10,000 orders exported",
    "import": "camt.053 of 10,000 entries imported, reconciled, 20,000 letters",
}


@dataclass
class ActsReport:
    """What each act took. `broken`: an order, a cent or a letter that is missing."""

    found: list[dict[str, Any]] = field(default_factory=list)

    @property
    def broken(self) -> list[str]:
        return [f"{ACTS[one['act']]}: not all of it" for one in self.found if not one["exact"]]

    def table(self) -> str:
        return "\n".join(line_of(one) for one in self.found)


def line_of(one: dict[str, Any]) -> str:
    """What one act took, on one line."""
    return (
        f"{ACTS[one['act']]}: {one['seconds']} s ({one['cpu']} CPU s of the process), "
        f"peak {one['megabytes']} MB"
    )


def run_acts(*, say: Callable[[str], None]) -> ActsReport:
    """One process after another on one database; leaves no database and no letter behind."""
    report = ActsReport()
    with scratch_databases() as scratch, tempfile.TemporaryDirectory() as folder:
        name = scratch.create("loyer")
        work_in(name)
        say("secours loyer : base jetable, migrations et démonstration")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        call_command("demo", stdout=StringIO())
        release()
        for act, words in ACTS.items():
            say(f"secours loyer : {words}")
            done = subprocess.run(  # noqa: S603 - our own module and our own names
                [sys.executable, "-m", ACT, act],
                cwd=PROJECT,
                env={**environment(name, SETTINGS), "BENCH_FOLDER": folder},
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
            report.found.append(json.loads(done.stdout))
            say(line_of(report.found[-1]))
    return report
