"""A growing integer linear model in plain lists, and expressions over its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

INFINITY = float("inf")
Values = list[float]
Terms = list[tuple[int, int]]


@dataclass
class Expression:
    """An objective: whole coefficients over columns, and a constant."""

    terms: Terms = field(default_factory=list)
    constant: int = 0

    def value(self, values: Sequence[float]) -> int:
        """Whole, because every column it reads is whole in a solution."""
        return round(sum(values[column] * factor for column, factor in self.terms)) + self.constant


@dataclass
class LinearModel:
    """Columns with bounds, rows with bounds. Nothing is ever removed, only tightened.

    A column that follows from others (a shortage, an excess) says how: `derive` lets any rota be
    completed into a solution of the model without asking the solver.
    """

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_lower: list[float] = field(default_factory=list)
    row_upper: list[float] = field(default_factory=list)
    rows: list[Terms] = field(default_factory=list)
    derived: list[tuple[int, Callable[[Values], float]]] = field(default_factory=list)

    def column(self, low: float, high: float, *, whole: bool = True) -> int:
        self.lower.append(low)
        self.upper.append(high)
        self.whole.append(whole)
        return len(self.lower) - 1

    def derive(self, column: int, how: Callable[[Values], float]) -> None:
        self.derived.append((column, how))

    def row(self, low: float, terms: Terms, high: float) -> int:
        self.rows.append(terms)
        self.row_lower.append(low)
        self.row_upper.append(high)
        return len(self.rows) - 1

    def complete(self, chosen: dict[int, float]) -> Values:
        """Every column's value, from those that are decided (all others are 0 or derived)."""
        values = [0.0] * len(self.lower)
        for column, value in chosen.items():
            values[column] = value
        for column, how in self.derived:
            values[column] = how(values)
        return values

    def holds(self, values: Values) -> bool:
        """Whether a solution keeps every bound and every row."""
        inside = all(
            low - 1e-6 <= value <= high + 1e-6
            for low, value, high in zip(self.lower, values, self.upper, strict=True)
        )
        return inside and all(
            low - 1e-6 <= sum(values[c] * f for c, f in terms) <= high + 1e-6
            for low, terms, high in zip(self.row_lower, self.rows, self.row_upper, strict=True)
        )
