"""Each hard rule, alone: it leaves exactly one place empty, and it is the reason that is told."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from epicerie.rota.checker import broken_rules
from epicerie.rota.explain.shortages import explain
from epicerie.rota.problem import Assignment, HeldSkill, SkillNeed
from epicerie.rota.solve import solve
from tests.epicerie.rota.small import MONDAY, opening, person, problem

TWO_DAYS = [opening("one", 0), opening("two", 2)]
SAME_DAY = [opening("one", 0), opening("two", 0)]
MORNING = opening("one", 0, starts=time(9), ends=time(12))
NOON = opening("two", 0, starts=time(11), ends=time(14))
DUO = [opening("one", 0, places=2)]
CASES = {
    "week": (problem([person("v", max_week=1)], TWO_DAYS), "week_full"),
    "iso week over a year": (
        problem([person("v", max_week=1)], [opening("one", -63), opening("two", -59)]),
        "week_full",
    ),
    "month": (problem([person("v", max_month=1)], TWO_DAYS), "month_full"),
    "fourteen days": (
        problem([person("v", max_14_days=1)], [opening("one", 5), opening("two", 18)]),
        "14_days_full",
    ),
    "gap": (problem([person("v", min_gap_days=3)], TWO_DAYS), "gap"),
    "whole days": (problem([person("v")], SAME_DAY), "overlap"),
    "hours": (problem([person("v")], [MORNING, NOON]), "overlap"),
    "absent": (problem([person("v")], TWO_DAYS, availability={("v", "one"): 0}), "absent"),
    "left": (problem([person("v", until=MONDAY)], TWO_DAYS), "absent"),
    "not trained": (
        problem(
            [person("v", skills=(HeldSkill("till", until=MONDAY),))],
            TWO_DAYS,
            post_skills={"a": ("till",)},
        ),
        "not_trained",
    ),
    "apart": (problem([person("v"), person("w")], DUO, apart=(("v", "w"),)), "apart"),
    "share": (
        problem([person("v", association="x"), person("w", association="x")], DUO),
        "association_share",
    ),
    "partner": (
        problem([person("v"), person("w", posts={})], TWO_DAYS[:1], together=(("v", "w"),)),
        "partner_absent",
    ),
    "prior week": (
        problem(
            [person("v", max_week=1)],
            [opening("one", 2)],
            prior={"v": (MONDAY,)},
        ),
        "week_full",
    ),
    "prior month": (
        problem([person("v", max_month=1)], [opening("one", 20)], prior={"v": (MONDAY,)}),
        "month_full",
    ),
    "prior fourteen days": (
        problem([person("v", max_14_days=1)], [opening("one", 13)], prior={"v": (MONDAY,)}),
        "14_days_full",
    ),
    "prior gap": (
        problem([person("v", min_gap_days=4)], [opening("one", 3)], prior={"v": (MONDAY,)}),
        "gap",
    ),
    "one post": (
        problem(
            [person("v", posts={"a": 0, "b": 0})],
            [replace(opening("one", 0), needs={"a": 1, "b": 1})],
        ),
        "other_post",
    ),
}


def value(solution, name):
    return next(level.value for level in solution.levels if level.name == name)


@pytest.mark.parametrize(("asked", "rule"), CASES.values(), ids=CASES)
def test_a_rule_leaves_a_place_empty_and_says_so(asked, rule):
    solution = solve(asked)
    assert solution.status == "optimal"
    assert value(solution, "fill") == 1
    assert broken_rules(asked, solution.assignments) == []
    (shortage,) = explain(asked, solution.assignments)
    assert shortage.missing == 1
    assert rule in {reason.why for reason in shortage.reasons}
    held = {(a.volunteer, a.opening) for a in solution.assignments}
    more = [
        Assignment(v.id, o.id, post)
        for v in asked.volunteers
        for o in asked.openings
        for post in o.needs
        if post in v.posts and ((v.id, o.id) not in held or rule == "other_post")
    ]
    everybody = {*solution.assignments, *more}
    assert rule in {broken.rule for broken in broken_rules(asked, everybody)}


LIFTED = {
    "next week": problem([person("v", max_week=1)], [opening("one", 0), opening("two", 7)]),
    "next month": problem([person("v", max_month=1)], [opening("one", 0), opening("two", 31)]),
    "fifteenth day": problem([person("v", max_14_days=1)], [opening("one", 0), opening("two", 14)]),
    "gap kept": problem([person("v", min_gap_days=2)], TWO_DAYS),
    "one after the other": problem([person("v")], [MORNING, replace(NOON, starts=time(12))]),
    "still there": problem([person("v", until=MONDAY + timedelta(2))], TWO_DAYS),
    "still trained": problem(
        [person("v", skills=(HeldSkill("till", until=MONDAY + timedelta(2)),))],
        TWO_DAYS,
        post_skills={"a": ("till",)},
    ),
    "two of five": problem(
        [person(f"v{n}", association="xxyyz"[n]) for n in range(5)], [opening("one", 0, places=5)]
    ),
    "partners": problem([person("v"), person("w")], DUO, together=(("v", "w"),)),
}


@pytest.mark.parametrize("asked", LIFTED.values(), ids=LIFTED)
def test_just_inside_the_rule_everything_is_filled(asked):
    solution = solve(asked)
    assert value(solution, "fill") == 0
    assert broken_rules(asked, solution.assignments) == []
    assert explain(asked, solution.assignments) == []


def test_trained_people_come_before_full_days():
    """One trained person, two days that ask for one: the shortage is told beside the full posts."""
    need = (SkillNeed("till", None, 1),)
    days = [opening("one", 0, skills=need), opening("two", 2, skills=need)]
    team = [person("t", skills=(HeldSkill("till"),), max_week=1), person("u"), person("v")]
    asked = problem(team, days)
    solution = solve(asked)
    assert value(solution, "skill") == 1
    assert value(solution, "fill") == 0
    (shortage,) = explain(asked, solution.assignments)
    assert (shortage.skill, shortage.post, shortage.missing) == ("till", None, 1)
    assert [(r.volunteer, r.why) for r in shortage.reasons] == [("t", "week_full")]
    assert shortage.smallest_change.kind == "train"
