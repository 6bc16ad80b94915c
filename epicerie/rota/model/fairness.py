"""How far each person is from a fair share: the largest deviation, then the sum of squares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from epicerie.rota.model.linear import INFINITY, Expression, Terms, Values
from epicerie.rota.model.places import Places


@dataclass
class Fairness:
    """`load[v]` counts the openings held; `targets[v]` is the fair share, in half openings."""

    places: Places
    targets: list[int]
    load: list[int]


def count_loads(places: Places, targets: list[int]) -> Fairness:
    model = places.model
    loads = []
    for v in range(len(targets)):
        held = [places.on[v, o] for o in places.of_volunteer(v)]
        load = model.column(0, len(held))
        model.derive(load, _sum_of(held))
        model.row(0, [(load, 1), *((column, -1) for column in held)], 0)
        loads.append(load)
    return Fairness(places, targets, loads)


def _sum_of(columns: list[int]) -> Callable[[Values], float]:
    return lambda values: sum(values[column] for column in columns)


def _step(load: int, count: int) -> Callable[[Values], float]:
    return lambda values: min(1.0, max(0.0, values[load] - count + 1))


def largest_deviation(fairness: Fairness, values: Values) -> int:
    pairs = zip(fairness.load, fairness.targets, strict=True)
    return max((abs(round(2 * values[load]) - target) for load, target in pairs), default=0)


@dataclass
class Beyond:
    """How far loads are outside the range that a deviation allows; the deviation may change.

    A sum over people is far easier to prove 0 than one shared maximum is to prove minimal.
    """

    fairness: Fairness
    deviation: int = 0
    _columns: list[int] = field(default_factory=list)
    _rows: list[tuple[int, int]] = field(default_factory=list)

    def add(self) -> Expression:
        model = self.fairness.places.model
        for v, load in enumerate(self.fairness.load):
            beyond = model.column(0, model.upper[load] + self.fairness.targets[v])
            model.derive(beyond, self._distance(v, load))
            above = model.row(-INFINITY, [(load, 1), (beyond, -1)], INFINITY)
            below = model.row(-INFINITY, [(load, 1), (beyond, 1)], INFINITY)
            self._columns.append(beyond)
            self._rows.append((above, below))
        return Expression([(column, 1) for column in self._columns])

    def allow(self, deviation: int) -> None:
        self.deviation = deviation
        model = self.fairness.places.model
        for target, (above, below) in zip(self.fairness.targets, self._rows, strict=True):
            model.row_lower[below], model.row_upper[above] = allowed(target, deviation)

    def drop(self) -> None:
        """The ranges become bounds of the loads; nothing is left of the columns."""
        model = self.fairness.places.model
        for above, below in self._rows:
            model.row_upper[above], model.row_lower[below] = INFINITY, -INFINITY
        for column in self._columns:
            model.upper[column] = 0
        model.derived = [
            (column, how) for column, how in model.derived if column not in set(self._columns)
        ]
        keep_within(self.fairness, self.deviation)

    def _distance(self, v: int, load: int) -> Callable[[Values], float]:
        def distance(values: Values) -> float:
            low, high = allowed(self.fairness.targets[v], self.deviation)
            return max(0.0, low - values[load], values[load] - high)

        return distance


def allowed(target: int, deviation: int) -> tuple[int, int]:
    """The whole loads whose double is within `deviation` of the target."""
    return -((deviation - target) // 2), (target + deviation) // 2


def keep_within(fairness: Fairness, deviation: int) -> None:
    """No load further from its target than this, from now on (whole loads: parity tightens)."""
    model = fairness.places.model
    for load, target in zip(fairness.load, fairness.targets, strict=True):
        low, high = allowed(target, deviation)
        model.lower[load] = max(model.lower[load], low)
        model.upper[load] = min(model.upper[load], high)


def sum_of_squares(fairness: Fairness) -> Expression:
    """Exact and linear: each further opening has its own column, dearer than the one before."""
    model = fairness.places.model
    found = Expression()
    for load, target in zip(fairness.load, fairness.targets, strict=True):
        low, high = round(model.lower[load]), round(model.upper[load])
        found.constant += (2 * low - target) ** 2
        terms: Terms = [(load, 1)]
        for count in range(low + 1, high + 1):
            step = model.column(0, 1, whole=False)
            model.derive(step, _step(load, count))
            terms.append((step, -1))
            found.terms.append((step, (2 * count - target) ** 2 - (2 * count - 2 - target) ** 2))
        model.row(low, terms, low)
    return found
