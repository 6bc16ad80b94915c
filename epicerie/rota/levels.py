"""The objectives, in order: each is solved, proven as far as work allows, then held."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from epicerie.rota.model.linear import Expression, Values
from epicerie.rota.model.places import Places
from epicerie.rota.problem import Assignment
from epicerie.rota.solver.highs import TOLERANCE, Relaxed, Solver

SLOPE = 1e-4  # a reduced cost beyond this is not rounding
SHARE = 0.5  # of the work left that one level may use

NAMES = (
    *("skill", "fill", "contrib", "worst", "changes"),
    *("maxdev", "sumsq", "pref", "assoc", "novice"),
)


class ContradictionError(AssertionError):
    """A bound above a value that was reached: one of the two is computed wrongly."""


@dataclass(frozen=True)
class Level:
    """What was reached, and what no rota with the same higher levels can beat."""

    name: str
    value: int
    bound: int

    @property
    def status(self) -> str:
        return "optimal" if self.value == self.bound else "gap"


@dataclass
class Descent:
    """The state between two levels: the best rota so far, and a model that keeps what was won."""

    places: Places
    solver: Solver
    chosen: dict[int, float]
    told: Callable[[Level], None] | None = None
    levels: list[Level] = field(default_factory=list)

    @property
    def values(self) -> Values:
        return self.places.model.complete(self.chosen)

    @property
    def rota(self) -> list[Assignment]:
        return self.places.assignments(self.values)

    def reach(self, name: str, objective: Expression, least: int = 0) -> int:
        """Minimise a level and hold it. `least` is a bound proven elsewhere."""
        value = objective.value(self.values)
        bound = max(least, _lowest(self.places.model.lower, self.places.model.upper, objective))
        relaxed = self.solver.relax(objective, SHARE) if value > bound else None
        if relaxed is not None:
            bound = max(bound, round_up(relaxed.value))
        if value > bound:
            value, found = self.improve(objective, value)
            bound = max(bound, found)
        self._hold(objective, self.record(name, value, bound), relaxed)
        return value

    def improve(self, objective: Expression, value: int) -> tuple[int, int]:
        """The best value found by an integer solve, kept, and a bound (0 when none is known)."""
        found = self.solver.optimise(objective, self.values, SHARE)
        if found.values is not None and objective.value(found.values) < value:
            self.chosen = self.places.chosen(self.places.assignments(found.values))
            value = objective.value(self.values)
        return value, round_up(found.bound) if math.isfinite(found.bound) else 0

    def record(self, name: str, value: int, bound: int) -> Level:
        """Write a level down, and tell whoever follows the progress."""
        if bound > value:
            raise ContradictionError(f"{name}: {value} reached, but {bound} claimed as least")
        level = Level(name, value, bound)
        self.levels.append(level)
        if self.told is not None:
            self.told(level)
        return level

    def _hold(self, objective: Expression, level: Level, relaxed: Relaxed | None) -> None:
        model = self.places.model
        if relaxed is not None and abs(relaxed.value - level.value) < TOLERANCE:
            self._stay_on_face(relaxed)
        elif objective.terms:
            shift = objective.constant
            model.row(level.bound - shift, _merged(objective), level.value - shift)

    def _stay_on_face(self, relaxed: Relaxed) -> None:
        """All optimal solutions lie where columns and rows with a price are tight.

        Exact when the relaxation's optimum is reached, and it keeps the model as easy as it was:
        one row over the whole objective would make the next relaxations fractional.
        """
        model = self.places.model
        for column, price in enumerate(relaxed.column_duals):
            if price > SLOPE:
                model.upper[column] = model.lower[column]
            elif price < -SLOPE:
                model.lower[column] = model.upper[column]
        for row, price in enumerate(relaxed.row_duals):
            if price > SLOPE:
                model.row_upper[row] = model.row_lower[row]
            elif price < -SLOPE:
                model.row_lower[row] = model.row_upper[row]


def round_up(bound: float) -> int:
    """Objectives are whole: a bound of 4.2 is a bound of 5."""
    return math.ceil(bound - TOLERANCE)


def _merged(objective: Expression) -> list[tuple[int, int]]:
    merged: dict[int, int] = {}
    for column, factor in objective.terms:
        merged[column] = merged.get(column, 0) + factor
    return [(column, factor) for column, factor in merged.items() if factor]


def _lowest(lower: list[float], upper: list[float], objective: Expression) -> int:
    """Every column at its cheapest bound."""
    cheapest = sum(
        factor * (lower[column] if factor > 0 else upper[column])
        for column, factor in _merged(objective)
    )
    return objective.constant + math.floor(cheapest + TOLERANCE)
