"""Fair shares, what each can attain, and the bounds that rest on them."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from epicerie.rota.attain import attainable
from epicerie.rota.bounds.fairness import largest_deviation, sum_of_squares
from epicerie.rota.bounds.flow import Network
from epicerie.rota.checker.person import broken_by
from epicerie.rota.eligibility import possible_posts
from epicerie.rota.problem import Volunteer
from epicerie.rota.shares import in_halves, targets, water_fill
from tests.epicerie.rota.small import opening, person, problem
from tests.epicerie.rota.tiny import problems

QUICK = settings(max_examples=120, deadline=None, derandomize=True)
teams = st.lists(st.tuples(st.sampled_from([0, 1, 2, 4]), st.integers(0, 6)), max_size=6)


@QUICK
@given(teams, st.integers(0, 20))
def test_shares_rise_alike_under_what_each_can_attain(team, amount):
    wishes = [Fraction(wish) for wish, _ in team]
    attain = [most for _, most in team]
    shares = water_fill(wishes, attain, amount)
    assert sum(shares) == min(amount, sum(attain))
    assert all(0 <= share <= most for share, most in zip(shares, attain, strict=True))
    levels = [s / w for s, w, a in zip(shares, wishes, attain, strict=True) if w and s < a]
    assert len(set(levels)) <= 1
    if levels:
        capped = [s / w for s, w, a in zip(shares, wishes, attain, strict=True) if w and s == a]
        assert all(level <= levels[0] for level in capped)
        assert not any(s for s, w in zip(shares, wishes, strict=True) if not w)


@QUICK
@given(teams, st.integers(0, 20))
def test_halves_keep_the_sum(team, amount):
    wishes, attain = [Fraction(w) for w, _ in team], [most for _, most in team]
    shares = water_fill(wishes, attain, amount)
    halves = in_halves(shares, attain, min(amount, sum(attain)))
    assert sum(halves) == 2 * min(amount, sum(attain))
    assert all(abs(half - 2 * share) <= 1 for half, share in zip(halves, shares, strict=True))


def test_whoever_leaves_halfway_has_half_a_share():
    days = [opening(f"d{n}", 7 * n, places=3) for n in range(4)]
    team = [
        person("stays"),
        person("leaves", until=days[1].date),
        person("joins", since=days[2].date),
    ]
    asked = problem(team, days)
    found = targets(asked, attainable(asked), 4)
    named = dict(zip((v.id for v in asked.volunteers), found, strict=True))
    assert named == {"stays": 4, "leaves": 2, "joins": 2}


@QUICK
@given(problems(cells=8))
def test_what_each_can_attain_is_exact(asked):
    most = attainable(asked)
    openings = {o.id: o for o in asked.openings}
    fixed = [a for a in asked.published or () if a.opening in asked.frozen]
    possible = possible_posts(asked)
    for v, each in enumerate(asked.volunteers):
        mine = [(openings[a.opening], a.post) for a in fixed if a.volunteer == each.id]
        free = [
            (asked.openings[o], posts[0])
            for (who, o), posts in possible.items()
            if who == v and asked.openings[o].id not in asked.frozen
        ]
        assert most[v] == len(mine) + _largest(asked, each, mine, free)


def _largest(asked, each: Volunteer, mine, free):
    for size in range(len(free), -1, -1):
        for chosen in combinations(free, size):
            if not broken_by(asked, each, [*mine, *chosen]):
                return size
    raise AssertionError("nothing at all always keeps the rules")


@QUICK
@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 4)), max_size=4), st.integers(0, 8))
def test_bounds_of_fairness_are_what_the_best_loads_reach(team, amount):
    shares, attain = [t for t, _ in team], [a for _, a in team]
    filled = min(amount, sum(attain))
    loads = [[]]
    for most in attain:
        loads = [[*load, n] for load in loads for n in range(most + 1)]
    loads = [load for load in loads if sum(load) == filled]
    deviations = [[abs(2 * n - t) for n, t in zip(load, shares, strict=True)] for load in loads]
    assert largest_deviation(shares, attain, filled) == min(max(d, default=0) for d in deviations)
    assert sum_of_squares(shares, attain, filled) == min(sum(x * x for x in d) for d in deviations)


@QUICK
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 3)), max_size=9))
def test_maximum_flow_is_the_smallest_cut(arcs):
    network = Network()
    for tail, head, room in arcs:
        network.arc(tail, head, room)
    cuts = [
        sum(room for tail, head, room in arcs if tail in side and head not in side)
        for size in range(4)
        for chosen in combinations((1, 2, 3), size)
        for side in ({0, *chosen},)
    ]
    assert network.maximum(0, 4) == min(cuts)
