"""The rota's solver on invented instances, level by level, beside rotas made without a solver."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
MEASURE = "tests.bench.rota.measure"  # by name: nothing that runs the portal imports the tests
QUICK = (
    *("month", "quarter", "quarter-15%", "over-constrained"),
    *("quarter, 1 cancelled", "quarter, 3 cancelled", "quarter, 10 cancelled"),
)
WHOLE = (*QUICK, "quarter-60%", "year", "800 on 10 sites")
TITLES = ("level", "value", "bound", "status", "CPU s")


@dataclass
class RotaReport:
    """What each instance gave. `broken`: a rule broken, a value miscounted, a rival that wins."""

    found: list[dict[str, Any]] = field(default_factory=list)

    @property
    def broken(self) -> list[str]:
        return [line for one in self.found for line in _faults(one)]

    def table(self) -> str:
        return "\n\n".join(_table(one) for one in self.found)


def run_rota(names: tuple[str, ...], *, say: Callable[[str], None]) -> RotaReport:
    """One process after another: the machine may have few cores, and memory is each one's own."""
    report = RotaReport()
    for name in names:
        say(f"planning : {name}")
        done = subprocess.run(  # noqa: S603 - our own module and our own names
            [sys.executable, "-m", MEASURE, name],
            cwd=PROJECT,
            capture_output=True,
            text=True,
            check=True,
        )
        report.found.append(json.loads(done.stdout))
    return report


def _faults(one: dict[str, Any]) -> Iterator[str]:
    name = one["instance"]
    yield from (f"{name}: {words}" for words in one["broken"])
    if one["miscounted"]:
        yield f"{name}: the checker counts {one['miscounted']}"
    ours = [level["value"] for level in one["levels"]]
    for rival, values in one["rivals"].items():
        theirs = [values[level["name"]] for level in one["levels"]]
        if rival != "from scratch" and theirs < ours:
            yield f"{name}: {rival} does better"


def _table(one: dict[str, Any]) -> str:
    rivals = one["rivals"]
    rows = [(*TITLES, *rivals)]
    for level in one["levels"]:
        cells = [str(level[key]) for key in ("name", "value", "bound", "status", "seconds")]
        rows.append((*cells, *(str(values[level["name"]]) for values in rivals.values())))
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    head = (
        f"{one['instance']}: {one['volunteers']} volunteers, {one['openings']} openings, "
        f"{one['places']} places; {one['seconds']} CPU s, {one['work']} units of work, "
        f"{one['megabytes']} MB"
    )
    lines = ["  ".join(c.rjust(w) for c, w in zip(row, widths, strict=True)) for row in rows]
    return "\n".join([head, *lines])
