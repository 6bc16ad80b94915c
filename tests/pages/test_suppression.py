"""No hidden count can be solved from what is published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reims_solidarite.pages.suppression import publish

ROWS, COLUMNS = ["Nord", "Sud", "Est"], ["01", "02", "03", "04"]
counts = st.dictionaries(
    st.tuples(st.sampled_from(ROWS), st.sampled_from(COLUMNS)), st.integers(0, 40)
)


def test_small_counts_and_their_totals_are_hidden_and_zero_is_not() -> None:
    table = publish(
        {("Nord", "01"): 4, ("Nord", "02"): 9, ("Sud", "02"): 5},
        rows=["Nord", "Sud"],
        columns=["01", "02"],
        threshold=5,
    )
    assert table.cells == ((None, 9), (0, 5))
    assert table.row_totals == (None, 5)
    assert table.column_totals == (None, 14)
    assert table.total is None
    assert table.hidden == 1


@given(counts)
def test_no_published_total_contains_a_hidden_cell(
    given_counts: dict[tuple[str, str], int],
) -> None:
    table = publish(given_counts, rows=ROWS, columns=COLUMNS, threshold=5)
    for line, total in zip(table.cells, table.row_totals, strict=True):
        assert (total is None) == (None in line)
    for i, total in enumerate(table.column_totals):
        column = [line[i] for line in table.cells]
        assert (total is None) == (None in column)
        assert total is None or total == sum(cell or 0 for cell in column)
    shown = {cell for line in table.cells for cell in line if cell is not None}
    assert not shown & {1, 2, 3, 4}


def test_a_threshold_that_hides_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="hides nothing"):
        publish({}, rows=[], columns=[], threshold=1)
