"""Work instead of time: counted in steps of the simplex, the same on every machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

UNITS_PER_SECOND = 1_000  # what a two-core machine of 2026 does, measured on the Reims quarter
STEP_SIZE = 200_000  # entries of the matrix that one simplex step reads in one unit of work


@dataclass
class Budget:
    """`limit` in units of work (None: no limit). `stop` is asked now and then: the job's cancel."""

    limit: float | None = None
    stop: Callable[[], bool] | None = None
    spent: float = 0.0

    def spend(self, steps: int, entries: int) -> None:
        self.spent += steps * weight(entries)

    @property
    def left(self) -> float:
        return float("inf") if self.limit is None else max(0.0, self.limit - self.spent)

    def steps(self, entries: int, share: float) -> int | None:
        """Simplex steps that a share of what is left allows on a matrix of so many entries."""
        return None if self.limit is None else int(self.left * share / weight(entries))


def weight(entries: int) -> float:
    """Units of work of one simplex step."""
    return max(entries, 1_000) / STEP_SIZE
