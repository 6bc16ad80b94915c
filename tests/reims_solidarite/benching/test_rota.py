"""What the rota's bench prints, and what makes it fail."""

import copy

import pytest

from reims_solidarite.benching.rota import WHOLE, RotaReport
from tests.bench.rota.measure import REPAIRS, SHAPES, measure


@pytest.fixture(scope="module")
def month():
    return measure("month")


def test_every_instance_is_known():
    assert set(WHOLE) == {*SHAPES, *REPAIRS}


def test_a_sound_instance_breaks_nothing(month):
    report = RotaReport([month])
    assert report.broken == []
    head, titles, *levels = report.table().splitlines()
    assert head.startswith("month: 80 volunteers, 8 openings, 120 places")
    assert titles.split() == [
        *("level", "value", "bound", "status", "CPU", "s"),
        *("first", "come", "coordinator"),
    ]
    assert len(levels) == 10
    assert all("optimal" in line for line in levels)


def test_a_broken_rule_a_miscount_or_a_better_rival_fails_the_run(month):
    for name, value, words in (
        ("broken", ["jour, v : semaine complète"], "semaine complète"),
        ("miscounted", {"fill": 3}, "counts"),
        ("rivals", {"coordinator": dict.fromkeys(month["rivals"]["coordinator"], -1)}, "better"),
    ):
        spoilt = copy.deepcopy(month) | {name: value}
        (line,) = RotaReport([spoilt]).broken
        assert words in line
