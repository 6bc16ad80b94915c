"""The most openings each person could hold under their own limits, were they alone."""

from __future__ import annotations

from datetime import time

from epicerie.rota.eligibility import possible_posts
from epicerie.rota.limits import limits_of
from epicerie.rota.problem import Problem


def attainable(problem: Problem) -> list[int]:
    """Exact: every limit is an interval of dates, so taking the earliest possible end is optimal.

    Places on frozen openings are held already; what they use of a limit is used.
    """
    by_person: dict[int, list[int]] = {}
    for v, o in possible_posts(problem):
        by_person.setdefault(v, []).append(o)
    return [_most(problem, v, by_person.get(v, [])) for v in range(len(problem.volunteers))]


def _most(problem: Problem, v: int, possible: list[int]) -> int:
    volunteer = problem.volunteers[v]
    prior = problem.prior.get(volunteer.id, ())
    limits = limits_of(volunteer, [(o, problem.openings[o]) for o in possible], prior)
    frozen = {o for o in possible if problem.openings[o].id in problem.frozen}
    room = [max(limit.at_most, len(frozen & set(limit.openings))) for limit in limits]
    of_opening: dict[int, list[int]] = {o: [] for o in possible}
    for n, limit in enumerate(limits):
        for o in limit.openings:
            of_opening[o].append(n)
            room[n] -= o in frozen
    count = len(frozen)
    last = time.max
    for o in sorted(
        possible, key=lambda o: (problem.openings[o].date, problem.openings[o].ends or last, o)
    ):
        if o not in frozen and all(room[n] > 0 for n in of_opening[o]):
            count += 1
            for n in of_opening[o]:
                room[n] -= 1
    return count
