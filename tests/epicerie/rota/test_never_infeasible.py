"""However little there is, there is a rota: what is missing is counted, never an error."""

from dataclasses import replace

import pytest

from epicerie.rota.checker import broken_rules
from epicerie.rota.explain.shortages import explain
from epicerie.rota.problem import Assignment, Association, Problem, SkillNeed
from epicerie.rota.solve import solve
from epicerie.rota.solver.highs import CancelledError
from tests.epicerie.rota.small import opening, person, problem, with_people

NEED = (SkillNeed("till", "a", 2), SkillNeed("first aid", None, 1))
DAYS = [opening("one", 0, places=3, skills=NEED), opening("two", 2, places=3, skills=NEED)]
TEAM = [person("u"), person("v"), person("w")]
FULL = problem(TEAM, DAYS)
CASES = {
    "nothing": Problem(),
    "nobody": problem([], DAYS),
    "no day": problem(TEAM, []),
    "no place": problem(TEAM, [replace(DAYS[0], needs={"a": 0}, skills=())]),
    "nobody available": replace(FULL, availability={}),
    "no post accepted": with_people(FULL, posts={}),
    "every limit at zero": with_people(FULL, max_week=0, max_month=0, max_14_days=0),
    "a year between two days": with_people(FULL, min_gap_days=366),
    "nobody wishes to come": with_people(FULL, wish_per_4_weeks=0),
    "promised too much": replace(FULL, associations=(Association("x", 100),)),
    "all apart": replace(FULL, apart=(("u", "v"), ("u", "w"), ("v", "w"))),
    "all together, one away": replace(
        FULL,
        together=(("u", "v"), ("v", "w")),
        availability={(name, day): 0 for name in ("u", "v") for day in ("one", "two")},
    ),
    "frozen against the rules": with_people(
        replace(
            FULL,
            availability={},
            frozen=frozenset({"one"}),
            published=tuple(Assignment(v, "one", "a") for v in ("u", "v", "w")),
        ),
        max_month=0,
        association="x",
    ),
    "frozen over the need": replace(
        FULL,
        openings=(replace(DAYS[0], needs={"a": 1}), DAYS[1]),
        frozen=frozenset({"one"}),
        published=tuple(Assignment(v, "one", "a") for v in ("u", "v", "w")),
    ),
    "published for people and days that are gone": replace(
        FULL, published=(Assignment("gone", "one", "a"), Assignment("u", "never", "a"))
    ),
}


@pytest.mark.parametrize("asked", CASES.values(), ids=CASES)
def test_there_is_always_a_rota(asked):
    solution = solve(asked)
    assert solution.status == "optimal"
    assert broken_rules(asked, solution.assignments) == []
    missing = {level.name: level.value for level in solution.levels}
    told = explain(asked, solution.assignments)
    assert sum(s.missing for s in told if s.post is not None) == missing["fill"]
    assert sum(s.missing for s in told if s.skill is not None) == missing["skill"]


def test_who_asked_can_cancel():
    promised = replace(FULL, associations=(Association("x", 2),))
    scarce = with_people(promised, max_month=1, association="x")
    asked = []

    def stop(answer):
        asked.append(answer)
        return answer

    with pytest.raises(CancelledError):
        solve(scarce, stop=lambda: stop(True))
    assert asked == [True]
    assert solve(scarce, stop=lambda: stop(False)).status == "optimal"
    assert len(asked) > 2
