"""What must stay empty or untrained, whatever rota is chosen: maximum flow under fewer rules.

Kept: availability, posts, one post an opening, week and month limits, what each can attain.
Left out: gaps, rolling windows, pairs, association shares. Fewer rules can only fill more, so the
flow bounds what any rota fills.
"""

from __future__ import annotations

from epicerie.rota.bounds.flow import Network
from epicerie.rota.eligibility import frozen_places, possible_posts
from epicerie.rota.limits import period_key
from epicerie.rota.problem import Problem

Key = tuple[int, int]
Possible = dict[tuple[int, int], list[str]]


def empty_places(problem: Problem, attain: list[int]) -> int:
    """Places that no rota fills."""
    possible = possible_posts(problem)
    network = Network()
    _people(network, problem, attain, possible)
    for (v, o), posts in possible.items():
        for post in posts:
            network.arc(("on", v, o), ("post", o, post), 1)
    for o, opening in enumerate(problem.openings):
        for post, need in sorted(opening.needs.items()):
            network.arc(("post", o, post), "filled", need)
    return problem.places - network.maximum("people", "filled")


def skill_shortages(problem: Problem, attain: list[int]) -> int:
    """Skill units that no rota meets: one flow per kind of need, since one person may serve two."""
    possible = possible_posts(problem)
    kinds = sorted({(need.skill, need.post or "") for o in problem.openings for need in o.skills})
    return sum(_untrained(problem, attain, possible, skill, post) for skill, post in kinds)


def _untrained(
    problem: Problem, attain: list[int], possible: Possible, skill: str, post: str
) -> int:
    asked = [
        max((n.least for n in o.skills if n.skill == skill and (n.post or "") == post), default=0)
        for o in problem.openings
    ]
    useful = {
        (v, o): posts
        for (v, o), posts in possible.items()
        if asked[o]
        and (not post or post in posts)
        and problem.volunteers[v].has(skill, problem.openings[o].date)
    }
    network = Network()
    _people(network, problem, attain, useful)
    for v, o in useful:
        network.arc(("on", v, o), ("asked", o), 1)
    for o, least in enumerate(asked):
        if least:
            network.arc(("asked", o), "met", least)
    return sum(asked) - network.maximum("people", "met")


def _people(network: Network, problem: Problem, attain: list[int], possible: Possible) -> None:
    """From all people to each possible presence: person, then month, then week of that month."""
    months: dict[tuple[int, Key], None] = {}
    weeks: dict[tuple[int, Key, Key], None] = {}
    for v, o in possible:
        day = problem.openings[o].date
        month, week = period_key("month", day), period_key("week", day)
        months[v, month] = weeks[v, month, week] = None
        network.arc((v, month, week), ("on", v, o), 1)
    for v in dict.fromkeys(v for v, _ in possible):
        network.arc("people", v, attain[v])
    for v, month in months:
        most = problem.volunteers[v].max_month
        network.arc(v, (v, month), _left(problem, v, "month", month, most, attain[v]))
    for v, month, week in weeks:
        most = problem.volunteers[v].max_week
        room = _left(problem, v, "week", week, most, attain[v])
        network.arc((v, month), (v, month, week), room)


def _left(problem: Problem, v: int, kind: str, key: Key, most: int | None, attain: int) -> int:
    """What the days worked before leave of a limit; what is frozen may be over it already."""
    person = problem.volunteers[v]
    held = any(p.volunteer == person.id for ps in frozen_places(problem).values() for p in ps)
    if most is None or held:
        return attain
    used = sum(period_key(kind, day) == key for day in problem.prior.get(person.id, ()))
    return max(0, most - used)
