"""The sizes of the grocery in Reims, whole: every level proven, every rule kept."""

import pytest

from epicerie.rota.checker import broken_rules, measures
from epicerie.rota.solve import solve
from tests.bench.rota.instances import CROWDED, MONTH, QUARTER, SCARCE, draw


@pytest.mark.parametrize("shape", [MONTH, QUARTER, SCARCE, CROWDED], ids=lambda shape: shape.name)
def test_everything_is_proven_well_within_a_minute_of_work(shape):
    problem = draw(shape)
    solution = solve(problem, work=30_000)
    assert [level.name for level in solution.levels if level.status != "optimal"] == []
    assert broken_rules(problem, solution.assignments) == []
    counted = measures(problem, solution.assignments, solution.targets)
    assert {level.name: level.value for level in solution.levels} == counted
