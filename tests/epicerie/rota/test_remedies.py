"""The smallest change is exact: once made, one unit less is missing, and nothing else moved."""

from dataclasses import replace

import pytest

from epicerie.rota.checker import broken_rules, measures
from epicerie.rota.explain.shortages import explain
from epicerie.rota.problem import Assignment, HeldSkill, Volunteer
from epicerie.rota.solve import solve
from tests.bench.rota.instances import CROWDED, draw

SHAPES = [
    replace(CROWDED, weeks=2, volunteers=12, associations=3),
    replace(CROWDED, weeks=3, volunteers=30, available=0.8, associations=2),
    replace(CROWDED, weeks=2, volunteers=40, available=0.25, associations=8),
]
TRAINED = {"caisse": ("till",), "livraison": ("driving",), "referent": ("referent",)}
NEWCOMER = "newcomer"


FREED = {
    "week_full": {"max_week": None},
    "month_full": {"max_month": None},
    "14_days_full": {"max_14_days": None},
    "gap": {"min_gap_days": 0},
}


def change(problem, person, **more):
    team = tuple(replace(v, **more) if v.id == person else v for v in problem.volunteers)
    return replace(problem, volunteers=team)


def available(problem, person, opening):
    return replace(problem, availability={**problem.availability, (person, opening): 0})


def made(problem, shortage):
    """The problem once the remedy is accepted."""
    remedy, who = shortage.smallest_change, shortage.smallest_change.volunteer
    skills = tuple(HeldSkill(name) for name in remedy.skills)
    if remedy.kind in FREED:
        return change(problem, who, **FREED[remedy.kind])
    if remedy.kind == "absent":
        return available(problem, who, shortage.opening)
    if remedy.kind == "apart":
        return replace(problem, apart=tuple(p for p in problem.apart if who not in p))
    if remedy.kind == "partner_absent":
        return replace(problem, together=tuple(p for p in problem.together if who not in p))
    if remedy.kind == "association_share":
        return replace(problem, association_share_percent=100)
    if remedy.kind == "one_more_person":
        more = Volunteer(NEWCOMER, skills=skills, posts={remedy.post: 0})
        joined = replace(problem, volunteers=(*problem.volunteers, more))
        return available(joined, NEWCOMER, shortage.opening)
    (person,) = [v for v in problem.volunteers if v.id == who]
    if remedy.kind == "declines":
        return change(problem, who, posts={**person.posts, remedy.post: 0})
    asked = problem.post_skills.get(remedy.post, ()) if remedy.kind == "not_trained" else ()
    assert remedy.kind in {"train", "not_trained"}
    learnt = (*skills, *(HeldSkill(name) for name in asked))
    return change(problem, who, skills=(*person.skills, *learnt))


def opened(shortage):
    """The place that the remedy fills; none when somebody already there is trained."""
    remedy = shortage.smallest_change
    if remedy.kind == "train":
        return []
    return [Assignment(remedy.volunteer or NEWCOMER, shortage.opening, remedy.post)]


@pytest.mark.parametrize("asked", [{}, TRAINED], ids=["anybody", "trained"])
@pytest.mark.parametrize("shape", SHAPES, ids=range(len(SHAPES)))
def test_a_change_fills_what_it_says(shape, asked):
    problem = replace(draw(shape), post_skills=asked)
    solution = solve(problem)
    shortages = explain(problem, solution.assignments)
    assert shortages
    before = measures(problem, solution.assignments, solution.targets)
    for shortage in shortages:
        easier = made(problem, shortage)
        rota = [*solution.assignments, *opened(shortage)]
        assert broken_rules(easier, rota) == [], shortage.smallest_change
        targets = {**solution.targets, NEWCOMER: 0}
        after = measures(easier, rota, targets)
        level = "fill" if shortage.post else "skill"
        assert after[level] == before[level] - 1
        assert after["skill"] <= before["skill"]
        assert after["fill"] <= before["fill"]


def test_everybody_who_could_has_a_reason():
    problem = draw(SHAPES[0])
    solution = solve(problem)
    held = {(a.volunteer, a.opening, a.post) for a in solution.assignments}
    for shortage in explain(problem, solution.assignments):
        if shortage.post is None:
            continue
        told = {reason.volunteer for reason in shortage.reasons}
        accept = {v.id for v in problem.volunteers if shortage.post in v.posts}
        assert told == accept
        for reason in shortage.reasons:
            post = (reason.volunteer, shortage.opening, shortage.post)
            if reason.why != "other_post":
                assert broken_rules(problem, [*solution.assignments, Assignment(*post)])
            assert (reason.why == "other_post") == any(post[:2] == h[:2] for h in held)
