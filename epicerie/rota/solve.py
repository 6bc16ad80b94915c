"""From a problem to a proposed rota, with what was reached and what is proven."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from epicerie.rota.attain import attainable
from epicerie.rota.baselines.coordinator import mended
from epicerie.rota.bounds import coverage
from epicerie.rota.bounds import fairness as fair_bounds
from epicerie.rota.deviation import reach_deviation
from epicerie.rota.levels import Descent, Level
from epicerie.rota.model import comfort, fairness
from epicerie.rota.model.changes import changes
from epicerie.rota.model.places import lay_out
from epicerie.rota.model.shortages import count_shortages, worst_opening
from epicerie.rota.problem import Assignment, Problem, arranged
from epicerie.rota.shares import targets
from epicerie.rota.solver.budget import Budget
from epicerie.rota.solver.highs import Solver


@dataclass(frozen=True)
class Solution:
    """`targets`: fair shares in half openings. `work`: units spent, the same on every machine."""

    assignments: tuple[Assignment, ...]
    levels: tuple[Level, ...]
    targets: dict[str, int]
    seed: int
    work: int

    @property
    def status(self) -> str:
        return "optimal" if all(level.status == "optimal" for level in self.levels) else "gap"


def solve(
    problem: Problem,
    *,
    work: float | None = None,
    seed: int = 0,
    told: Callable[[Level], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Solution:
    """`work`: units it may spend (None: until proven). `told` hears each level; `stop` cancels."""
    problem = arranged(problem)
    attain = attainable(problem)
    places = lay_out(problem)
    missing = count_shortages(places)
    budget = Budget(work, stop)
    start = places.chosen(mended(problem))
    descent = Descent(places, Solver(places.model, budget, seed), start, told)
    descent.reach("skill", missing.skill(), coverage.skill_shortages(problem, attain))
    descent.reach("fill", missing.fill(), coverage.empty_places(problem, attain))
    descent.reach("contrib", missing.contrib())
    descent.reach("worst", worst_opening(places, missing))
    descent.reach("changes", changes(places))
    shares = targets(problem, attain, len(descent.rota))
    _be_fair(descent, attain, shares)
    descent.reach("pref", comfort.preferences(places))
    descent.reach("assoc", comfort.association_excess(places))
    descent.reach("novice", comfort.novices_alone(places))
    return Solution(
        tuple(descent.rota),
        tuple(descent.levels),
        {v.id: share for v, share in zip(problem.volunteers, shares, strict=True)},
        seed,
        round(budget.spent),
    )


def _be_fair(descent: Descent, attain: Sequence[int], shares: list[int]) -> None:
    filled = len(descent.rota)
    loads = fairness.count_loads(descent.places, shares)
    reach_deviation(descent, loads, fair_bounds.largest_deviation(shares, attain, filled))
    least = fair_bounds.sum_of_squares(shares, attain, filled)
    descent.reach("sumsq", fairness.sum_of_squares(loads), least)
