"""The limits of the rule and those of the solver's checker are the same limits."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from epicerie.rota.checker import broken_rules
from epicerie.rota.problem import Assignment, Opening, Problem, Volunteer
from epicerie.rules import Limits
from epicerie.rules.limits import limit_reasons
from tests.epicerie.rules.made_up import person, shift

FIRST = date(2026, 12, 20)  # two months, and the ISO week that holds the new year
SAME = {"same_day": "gap"}
DAYS = st.integers(0, 24).map(lambda n: FIRST + timedelta(days=n))
LIMITS = st.builds(
    Limits,
    week=st.none() | st.integers(1, 3),
    month=st.none() | st.integers(1, 5),
    fortnight=st.none() | st.integers(1, 4),
    gap_days=st.integers(0, 4),
)


def checked(days: list[date], limits: Limits, opening: date) -> set[str]:
    """What the checker says of one opening, when all these days are held."""
    who = Volunteer(
        "v",
        posts={"p": 1},
        max_week=limits.week,
        max_month=limits.month,
        max_14_days=limits.fortnight,
        min_gap_days=limits.gap_days,
    )
    openings = tuple(Opening(day.isoformat(), day, "s", {"p": 1}) for day in days)
    rota = [Assignment("v", one.id, "p") for one in openings]
    free = {("v", one.id): 1 for one in openings}
    problem = Problem(volunteers=(who,), openings=openings, availability=free)
    return {b.rule for b in broken_rules(problem, rota) if b.opening == opening.isoformat()}


@given(days=st.lists(DAYS, unique=True, min_size=1, max_size=10), limits=LIMITS)
def test_one_day_at_a_time_the_rule_says_what_the_checker_says(days, limits):
    for day in days:
        others = [shift(other) for other in days if other != day]
        mine = person(held=others, limits=limits)
        told = {SAME.get(r.code, r.code) for r in limit_reasons(mine, day.toordinal(), day)}
        assert told == checked(days, limits, day)


@given(days=st.lists(DAYS, unique=True, max_size=14), limits=LIMITS)
def test_days_taken_one_after_the_other_never_break_a_limit(days, limits):
    mine = person(limits=limits)
    for day in days:
        if next(limit_reasons(mine, day.toordinal(), day), None) is None:
            mine.held.append(shift(day))
    kept = [held.day for held in mine.held]
    for day in kept:
        assert checked(kept, limits, day) == set()
    assert all(b - a >= timedelta(days=limits.gap_days) for a, b in pairwise(sorted(kept)))
