"""No hidden count can be solved from what is published."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reims_solidarite.kit.suppression import PublishedTable, publish

ROWS, COLUMNS = ["Nord", "Sud", "Est"], ["01", "02", "03", "04"]
counts = st.dictionaries(
    st.tuples(st.sampled_from(ROWS), st.sampled_from(COLUMNS)), st.integers(0, 40)
)
# Small tables with small counts: every table that a reader could imagine can be tried.
small = st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=2, max_size=2)


def table_of(lines: list[list[int]], threshold: int) -> PublishedTable:
    rows, columns = ["A", "B"], ["01", "02", "03"]
    given_counts = {
        (row, column): count
        for row, line in zip(rows, lines, strict=True)
        for column, count in zip(columns, line, strict=True)
    }
    return publish(given_counts, rows=rows, columns=columns, threshold=threshold)


def test_small_counts_are_hidden_and_zero_is_not() -> None:
    table = publish(
        {("Nord", "01"): 4, ("Nord", "02"): 9, ("Sud", "02"): 5},
        rows=["Nord", "Sud"],
        columns=["01", "02"],
        threshold=5,
    )
    assert table.cells == ((None, 9), (0, 5))
    assert table.row_totals == (None, 5)  # 13 - 9 would say 4
    assert table.column_totals == (None, 14)
    assert table.total is None
    assert table.hidden == 1


@pytest.mark.parametrize(
    ("line", "total"),
    [([2, 3, 9], None), ([1, 1, 9], None), ([4, 0, 9], None), ([0, 0, 0], 0), ([5, 0, 9], 14)],
)
def test_the_total_of_a_row_is_shown_when_none_of_its_counts_is_hidden(
    line: list[int], total: int | None
) -> None:
    assert table_of([line, [9, 9, 9]], 5).row_totals[0] == total


def test_two_months_in_a_row_do_not_give_a_hidden_count_away() -> None:
    """The window slides: what leaves it is never the difference of two published totals."""
    counts = [4, 2, 9, 3, 0]
    before, after = (
        table_of([counts[start : start + 3], [9, 9, 9]], 5).row_totals[0] for start in (0, 2)
    )
    middle = table_of([counts[1:4], [9, 9, 9]], 5).row_totals[0]
    assert (before, middle, after) == (None, None, None)


@given(small, st.sampled_from([3, 4, 5]))
def test_every_hidden_count_could_be_another_number(lines: list[list[int]], threshold: int) -> None:
    """Try every table that agrees with the published one, totals included."""
    table = table_of(lines, threshold)
    hidden = [
        (i, j) for i, line in enumerate(table.cells) for j, cell in enumerate(line) if cell is None
    ]
    seen: dict[tuple[int, int], set[int]] = {place: set() for place in hidden}
    for guess in product(range(1, threshold), repeat=len(hidden)):
        tried = [[cell or 0 for cell in line] for line in table.cells]
        for (i, j), value in zip(hidden, guess, strict=True):
            tried[i][j] = value
        if table_of(tried, threshold) == table:
            for place, value in zip(hidden, guess, strict=True):
                seen[place].add(value)
    assert all(len(values) >= 2 for values in seen.values())


@given(counts)
def test_what_is_shown_adds_up_and_is_never_small(given_counts: dict[tuple[str, str], int]) -> None:
    table = publish(given_counts, rows=ROWS, columns=COLUMNS, threshold=5)
    for row, total in zip(table.rows, table.row_totals, strict=True):
        true = sum(given_counts.get((row, column), 0) for column in COLUMNS)
        assert total is None or total == true
    for i, total in enumerate(table.column_totals):
        column = [line[i] for line in table.cells]
        assert (total is None) == (None in column)
    shown = {cell for line in table.cells for cell in line if cell is not None}
    assert not shown & {1, 2, 3, 4}
    assert table.total is None or table.total == sum(given_counts.values())


def test_a_threshold_that_hides_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="hides nothing"):
        publish({}, rows=[], columns=[], threshold=1)
