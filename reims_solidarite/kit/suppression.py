"""Hiding small counts in a published table (pure).

A count from 1 to `threshold - 1` is hidden, and so is every total that it enters. A total that is
hidden only where this very table would solve it does not hold: the table of next month has lost its
first column and gained an empty one, and the difference of the two totals is the lost count.
Zero, hidden and not available are three different things on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Count = int | None  # None = hidden


@dataclass(frozen=True)
class PublishedTable:
    """`cells[row][column]`, with the totals that may be shown; None stands for a hidden count."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Count, ...], ...]
    row_totals: tuple[Count, ...]
    column_totals: tuple[Count, ...]
    total: Count

    @property
    def hidden(self) -> int:
        """How many cells are hidden."""
        return sum(cell is None for line in self.cells for cell in line)


def _sum(values: Iterable[Count]) -> Count:
    """The total, hidden as soon as one of its parts is."""
    listed = list(values)
    return None if any(value is None for value in listed) else sum(v for v in listed if v)


def publish(
    counts: Mapping[tuple[str, str], int],
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    threshold: int,
) -> PublishedTable:
    """The table that may be shown; absent pairs count zero. `threshold` is at least 2."""
    if threshold < 2:
        raise ValueError("a threshold under 2 hides nothing")
    if any(count < 0 for count in counts.values()):
        raise ValueError("a count is never negative")
    cells = tuple(
        tuple(
            None if 0 < counts.get((row, column), 0) < threshold else counts.get((row, column), 0)
            for column in columns
        )
        for row in rows
    )
    row_totals = tuple(_sum(line) for line in cells)
    return PublishedTable(
        rows=tuple(rows),
        columns=tuple(columns),
        cells=cells,
        row_totals=row_totals,
        column_totals=tuple(_sum(line[i] for line in cells) for i in range(len(columns))),
        total=_sum(row_totals),
    )
