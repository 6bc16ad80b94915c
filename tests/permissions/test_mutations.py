"""A right that is broken is seen. A sample here; all of them: `python -m tests.permissions`."""

from __future__ import annotations

import pytest

from actors import rules
from tests.permissions.matrix import Matrix
from tests.permissions.mutations import all_mutations, seen_by

SAMPLE = (
    "household_staff: everyone",
    "agent: nobody",
)

pytestmark = pytest.mark.django_db


def test_every_rule_and_every_filter_is_broken_in_two_ways() -> None:
    names = [mutation.name for mutation in all_mutations()]
    assert len(names) == len(set(names))
    assert {name.partition(":")[0] for name in names} >= set(rules.BY_NAME)
    assert len([name for name in names if ".visible_to" in name]) > 40


@pytest.mark.parametrize("name", SAMPLE)
def test_a_broken_right_is_seen(matrix: Matrix, name: str) -> None:
    mutation = next(one for one in all_mutations() if one.name == name)
    assert seen_by(matrix, mutation)


def test_the_right_is_whole_again_afterwards(matrix: Matrix) -> None:
    for mutation in all_mutations():
        with mutation.made():
            pass
    near = [row for row in matrix.rows if row.pattern.startswith("menages/")]
    assert near
    assert list(matrix.faults(near)) == []
