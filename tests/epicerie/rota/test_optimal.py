"""What the solver proposes, against every rota there is, and against the independent checker."""

from hypothesis import HealthCheck, given, settings

from epicerie.rota.attain import attainable
from epicerie.rota.bounds.coverage import empty_places, skill_shortages
from epicerie.rota.checker import broken_rules, measures
from epicerie.rota.levels import NAMES
from epicerie.rota.solve import solve
from tests.epicerie.rota.brute import best, every_rota
from tests.epicerie.rota.tiny import problems

SLOW = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


def value(solution, name):
    return next(level.value for level in solution.levels if level.name == name)


@SLOW
@given(problems())
def test_each_level_is_the_best_there_is(problem):
    solution = solve(problem)
    assert broken_rules(problem, solution.assignments) == []
    assert [level.name for level in solution.levels] == list(NAMES)
    assert tuple(level.value for level in solution.levels) == best(problem)
    assert solution.status == "optimal"


@SLOW
@given(problems(repair=True))
def test_a_repair_changes_as_little_as_possible(problem):
    solution = solve(problem)
    nobody = {v.id: 0 for v in problem.volunteers}
    found = [measures(problem, rota, nobody) for rota in every_rota(problem)]
    higher = ("skill", "fill", "contrib", "worst")
    best_of = min(tuple(each[name] for name in higher) for each in found)
    fewest = min(f["changes"] for f in found if tuple(f[name] for name in higher) == best_of)
    assert value(solution, "changes") == fewest


@SLOW
@given(problems(cells=12))
def test_the_checker_agrees_and_the_bounds_never_contradict(problem):
    """ContradictionError would come out of `solve` itself."""
    solution = solve(problem)
    assert broken_rules(problem, solution.assignments) == []
    counted = measures(problem, solution.assignments, solution.targets)
    assert {level.name: level.value for level in solution.levels} == counted
    assert all(0 <= level.bound <= level.value for level in solution.levels)
    attain = attainable(problem)
    assert skill_shortages(problem, attain) <= counted["skill"]
    assert empty_places(problem, attain) <= counted["fill"]
