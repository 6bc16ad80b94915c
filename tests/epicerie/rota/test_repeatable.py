"""The same question has the same answer, byte for byte, on any machine and in any order."""

import json
import os
import random
import subprocess
import sys
from dataclasses import replace

import pytest

from epicerie.rota.exchange.problem import as_input
from epicerie.rota.exchange.read import read_problem
from epicerie.rota.exchange.write import as_document, as_text
from epicerie.rota.solve import solve
from tests.bench.rota.instances import MONTH, draw

SMALL = replace(MONTH, volunteers=24, weeks=2, available=0.5)
SCRIPT = """
import json, sys
from epicerie.rota.exchange.read import read_problem
from epicerie.rota.exchange.write import as_document, as_text
from epicerie.rota.solve import solve
problem, _ = read_problem(json.load(sys.stdin))
sys.stdout.write(as_text(as_document(problem, solve(problem, seed=5, work=20), 0)))
"""


@pytest.fixture(scope="module")
def asked():
    return as_input(draw(SMALL))


def answer(data, hash_seed):
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input=json.dumps(data),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )
    return run.stdout


def test_two_processes_write_the_same_bytes(asked):
    """Other hashes, other order of sets and of lines: nothing of it may reach the model."""
    mixed = dict(asked)
    for name in ("volunteers", "openings", "availability", "together", "apart"):
        mixed[name] = random.Random(4).sample(asked[name], len(asked[name]))
    assert answer(asked, "1") == answer(mixed, "2")


def test_the_limit_is_work_and_what_it_stops_is_said(asked):
    problem, _ = read_problem(asked)
    stopped = solve(problem, work=0)
    assert stopped.status == "gap"
    assert {level.status for level in stopped.levels} == {"optimal", "gap"}
    whole = solve(problem)
    assert whole.status == "optimal"
    best = [level.value for level in whole.levels]
    assert best < [level.value for level in stopped.levels]
    assert solve(problem, work=1e6, stop=lambda: False) == whole
    for got, proven in zip(stopped.levels[:2], whole.levels[:2], strict=True):
        assert got.bound <= proven.value <= got.value


def test_the_document_reads_back(asked):
    problem, ignored = read_problem(asked)
    assert ignored == []
    assert as_input(problem) == as_input(draw(SMALL))
    solution = solve(problem)
    document = as_document(problem, solution, 1.234)
    assert json.loads(as_text(document)) == document
    again, _ = read_problem(asked, document)
    assert again.published == solution.assignments
    assert solve(again).assignments == solution.assignments
