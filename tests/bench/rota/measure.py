"""`python -m tests.bench.rota.measure NAME`: one instance in a process of its own, as JSON.

A process for each, so that its peak memory is its own. Seconds are processor time.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from epicerie.rota.baselines.coordinator import coordinator
from epicerie.rota.baselines.first_come import first_come
from epicerie.rota.checker import broken_rules, measures
from epicerie.rota.levels import Level
from epicerie.rota.problem import Problem
from epicerie.rota.solve import Solution, solve
from tests.bench.rota import instances as known

SHAPES = {
    shape.name: shape
    for shape in (
        known.MONTH,
        known.QUARTER,
        known.SCARCE,
        known.PLENTY,
        known.CROWDED,
        known.YEAR,
        known.SITES,
    )
}
REPAIRS = {f"quarter, {count} cancelled": count for count in (1, 3, 10)}


def measure(name: str) -> dict[str, Any]:
    """Everything the bench prints about an instance."""
    if name in REPAIRS:
        return _repair(name, REPAIRS[name])
    problem = known.draw(SHAPES[name])
    found, solution = _solved(name, problem)
    rivals = {"first come": first_come(problem), "coordinator": coordinator(problem)}
    found["rivals"] = {
        rival: measures(problem, rota, solution.targets) for rival, rota in rivals.items()
    }
    return found


def _repair(name: str, count: int) -> dict[str, Any]:
    """Mended, beside the same question solved from scratch."""
    problem = known.draw(known.QUARTER)
    published = solve(problem).assignments
    hurt = known.cancelled(problem, list(published), count, seed=1)
    found, _ = _solved(name, hurt)
    anew = solve(replace(hurt, published=None))
    found["rivals"] = {"from scratch": measures(hurt, anew.assignments, anew.targets)}
    return found


def _solved(name: str, problem: Problem) -> tuple[dict[str, Any], Solution]:
    started = time.process_time()
    at: list[float] = []

    def told(level: Level) -> None:
        at.append(time.process_time() - started)

    solution = solve(problem, told=told)
    counted = measures(problem, solution.assignments, solution.targets)
    reached = {level.name: level.value for level in solution.levels}
    levels = [
        asdict(level) | {"status": level.status, "seconds": round(seconds - before, 2)}
        for level, seconds, before in zip(solution.levels, at, [0.0, *at], strict=False)
    ]
    return {
        "instance": name,
        "volunteers": len(problem.volunteers),
        "openings": len(problem.openings),
        "places": problem.places,
        "levels": levels,
        "seconds": round(at[-1], 2),
        "work": solution.work,
        "megabytes": _peak_megabytes(),
        "broken": [broken.words for broken in broken_rules(problem, solution.assignments)],
        "miscounted": {name: counted[name] for name in counted if counted[name] != reached[name]},
    }, solution


def _peak_megabytes() -> int:
    """Not `getrusage`: that peak is inherited from whoever started this process."""
    status = Path("/proc/self/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(sys.argv[1])) + "\n")
