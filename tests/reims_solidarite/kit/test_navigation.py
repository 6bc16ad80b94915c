"""Page numbers shown under a list."""

from __future__ import annotations

import pytest

from reims_solidarite.kit.templatetags.navigation import elided_pages


@pytest.mark.parametrize(
    ("pages", "at", "shown"),
    [
        (1, 1, [1]),
        (2, 2, [1, 2]),
        (4, 1, [1, 2, None, 4]),
        (5, 3, [1, 2, 3, 4, 5]),
        (20, 7, [1, None, 6, 7, 8, None, 20]),
        (20, 20, [1, None, 19, 20]),
    ],
)
def test_first_near_and_last(pages: int, at: int, shown: list[int | None]) -> None:
    assert elided_pages(at, pages) == shown
