"""Beside what people do without a solver, in the same run."""

from dataclasses import replace

import pytest

from epicerie.rota.baselines.coordinator import coordinator, mended
from epicerie.rota.baselines.first_come import first_come
from epicerie.rota.checker import broken_rules, measures
from epicerie.rota.levels import NAMES
from epicerie.rota.solve import solve
from tests.bench.rota.instances import CROWDED, MONTH, QUARTER, cancelled, draw

SHAPES = [
    MONTH,
    replace(QUARTER, weeks=4),
    replace(QUARTER, weeks=4, available=0.15),
    replace(CROWDED, weeks=4),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: f"{shape.name} {shape.available}")
def test_no_level_is_worse_and_fairness_is_better(shape):
    problem = draw(shape)
    solution = solve(problem)
    assert solution.status == "optimal"
    ours = measures(problem, solution.assignments, solution.targets)
    for rival in (first_come, coordinator):
        rota = rival(problem)
        assert broken_rules(problem, rota) == []
        theirs = measures(problem, rota, solution.targets)
        assert [ours[name] for name in NAMES] < [theirs[name] for name in NAMES]
        for name in ("skill", "fill"):
            assert ours[name] <= theirs[name]
        if shape.available >= 0.35:  # with fewer, everybody comes as often as they can anyway
            assert ours["sumsq"] < theirs["sumsq"]
        elif ours["fill"] == theirs["fill"]:
            assert ours["sumsq"] <= theirs["sumsq"]


def test_a_repair_calls_one_person_where_a_new_rota_moves_many():
    problem = draw(replace(QUARTER, weeks=4))
    published = solve(problem)
    for count in (1, 3):
        hurt = cancelled(problem, list(published.assignments), count, seed=count)
        assert broken_rules(hurt, mended(hurt)) == []
        repair, anew = solve(hurt), solve(replace(hurt, published=None))
        assert repair.status == "optimal"
        changed = measures(hurt, repair.assignments, repair.targets)["changes"]
        from_scratch = measures(hurt, anew.assignments, anew.targets)["changes"]
        assert count <= changed <= 3 * count
        assert from_scratch > 3 * changed
