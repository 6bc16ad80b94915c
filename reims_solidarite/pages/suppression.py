"""Hiding small counts in a published table (pure).

A count from 1 to `threshold - 1` is hidden. A row's total is shown when each of its hidden counts
could still be two different numbers at least; otherwise it is hidden too. The total of a column is
shown when none of its counts is hidden, the grand total when every row's total is shown. The only
published equation that holds a hidden count is then its row's total, which does not solve it.
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


def _row_total(counts: Sequence[int], threshold: int) -> Count:
    """The total of a row, unless it would give a hidden count away.

    `n` hidden counts, each from 1 to `threshold - 1`, that add up to `left`: by symmetry each lies
    between the same two bounds. The total is hidden when these bounds meet.
    """
    hidden = [count for count in counts if 0 < count < threshold]
    left, others = sum(hidden), len(hidden) - 1
    lowest = max(1, left - others * (threshold - 1))
    highest = min(threshold - 1, left - others)
    return None if hidden and lowest >= highest else sum(counts)


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
    row_totals = tuple(
        _row_total([counts.get((row, column), 0) for column in columns], threshold) for row in rows
    )
    return PublishedTable(
        rows=tuple(rows),
        columns=tuple(columns),
        cells=cells,
        row_totals=row_totals,
        column_totals=tuple(_sum(line[i] for line in cells) for i in range(len(columns))),
        total=_sum(row_totals),
    )
