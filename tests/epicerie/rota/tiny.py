"""Tiny problems drawn by hypothesis: every rule appears, and brute force can try every rota."""

from datetime import date, time, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from epicerie.rota.problem import (
    Assignment,
    Association,
    HeldSkill,
    Opening,
    Problem,
    SkillNeed,
    Volunteer,
    arranged,
)

FIRST = date(2026, 12, 28)  # an ISO week across two years, and two months
POSTS = ("a", "b")


def limit(most):
    return st.one_of(st.none(), st.integers(0, most))


@st.composite
def people(draw, number):
    return Volunteer(
        id=f"v{number}",
        association=draw(st.sampled_from([None, "x", "y"])),
        skills=tuple(
            HeldSkill("s", until=draw(st.sampled_from([None, FIRST, FIRST + timedelta(3)])))
            for _ in range(draw(st.integers(0, 1)))
        ),
        posts=draw(st.dictionaries(st.sampled_from(POSTS), st.integers(0, 3), max_size=2)),
        novice=draw(st.booleans()),
        wish_per_4_weeks=draw(st.sampled_from([Fraction(0), Fraction(1), Fraction(5, 2)])),
        max_week=draw(limit(2)),
        max_month=draw(limit(2)),
        max_14_days=draw(limit(2)),
        min_gap_days=draw(st.integers(0, 4)),
        until=draw(st.sampled_from([None, None, FIRST + timedelta(4)])),
    )


@st.composite
def openings(draw, number):
    starts = draw(st.sampled_from([None, time(9), time(10), time(14)]))
    needs = {post: draw(st.integers(0, 2)) for post in POSTS}
    post = draw(st.sampled_from([None, "a"]))
    least = draw(st.integers(0, 2))
    return Opening(
        id=f"o{number}",
        date=FIRST + timedelta(draw(st.sampled_from([0, 1, 3, 4, 7, 13]))),
        site=draw(st.sampled_from(["n", "s"])),
        needs=needs,
        skills=(SkillNeed("s", post, least),) if least else (),
        starts=starts,
        ends=None if starts is None else time(starts.hour + 2),
    )


@st.composite
def problems(draw, *, cells=6, repair=None):
    """At most `cells` pairs of a person and an opening that person can be on."""
    team = tuple(draw(people(n)) for n in range(draw(st.integers(1, 4))))
    days = tuple(draw(openings(n)) for n in range(draw(st.integers(1, 3))))
    every = [(v.id, o.id) for v in team for o in days]
    wanted = draw(st.lists(st.sampled_from(every), max_size=cells, unique=True))
    names = [v.id for v in team]
    pairs = [(a, b) for a in names for b in names if a < b]
    couples = draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True)) if pairs else []
    told = draw(st.booleans()) if repair is None else repair
    published = draw(st.lists(st.sampled_from(every), max_size=3, unique=True)) if told else []
    frozen = draw(st.frozensets(st.sampled_from([o.id for o in days]), max_size=1))
    return arranged(
        Problem(
            volunteers=team,
            openings=days,
            availability={pair: draw(st.integers(0, 3)) for pair in wanted},
            associations=(Association("x", draw(st.integers(0, 2))), Association("y")),
            together=tuple(couples[:1]),
            apart=tuple(couples[1:]),
            frozen=frozen,
            published=tuple(Assignment(v, o, draw(st.sampled_from(POSTS))) for v, o in published)
            if told
            else None,
            prior={
                name: (FIRST - timedelta(draw(st.integers(-8, 12))),)
                for name in draw(st.sets(st.sampled_from(names), max_size=1))
            },
            association_share_percent=draw(st.sampled_from([25, 40, 100])),
            post_skills=draw(st.sampled_from([{}, {"b": ("s",)}])),
        )
    )
