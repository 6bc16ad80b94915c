"""The columns: who could hold which post on which opening, and the rows that no rota may break."""

from __future__ import annotations

from dataclasses import dataclass, field

from epicerie.rota.eligibility import possible_posts
from epicerie.rota.limits import Limit, limits_of
from epicerie.rota.model.linear import INFINITY, LinearModel, Terms
from epicerie.rota.problem import Assignment, Problem


@dataclass
class Places:
    """`holds[v, o][post]` is 1 when the volunteer holds the post; `on[v, o]` is their sum.

    Positions `v` and `o` are those of `problem.volunteers` and `problem.openings`.
    """

    problem: Problem
    model: LinearModel
    holds: dict[tuple[int, int], dict[str, int]] = field(default_factory=dict)
    on: dict[tuple[int, int], int] = field(default_factory=dict)
    limits: list[list[Limit]] = field(default_factory=list)
    frozen: set[int] = field(default_factory=set)
    _openings: dict[int, list[int]] = field(default_factory=dict)
    _volunteers: dict[int, list[int]] = field(default_factory=dict)

    def of_volunteer(self, v: int) -> list[int]:
        """The openings this volunteer could be on."""
        return self._openings.get(v, [])

    def of_opening(self, o: int) -> list[int]:
        """The volunteers who could be on this opening."""
        return self._volunteers.get(o, [])

    def index(self) -> None:
        self._openings.clear()
        self._volunteers.clear()
        for v, o in self.on:
            self._openings.setdefault(v, []).append(o)
            self._volunteers.setdefault(o, []).append(v)

    def chosen(self, assignments: list[Assignment]) -> dict[int, float]:
        """The columns that a rota sets to 1."""
        people = {v.id: n for n, v in enumerate(self.problem.volunteers)}
        openings = {o.id: n for n, o in enumerate(self.problem.openings)}
        return {
            self.holds[people[a.volunteer], openings[a.opening]][a.post]: 1.0 for a in assignments
        }

    def assignments(self, values: list[float]) -> list[Assignment]:
        """The rota a solution stands for."""
        return sorted(
            Assignment(self.problem.volunteers[v].id, self.problem.openings[o].id, post)
            for (v, o), posts in self.holds.items()
            for post, column in posts.items()
            if values[column] > 0.5
        )


def lay_out(problem: Problem) -> Places:
    """Columns and hard rows. Frozen openings are taken as published, whatever the rules say."""
    places = Places(problem, LinearModel())
    places.frozen = {n for n, o in enumerate(problem.openings) if o.id in problem.frozen}
    for (v, o), posts in possible_posts(problem).items():
        _open(places, v, o, posts, taken=o in places.frozen)
    places.index()
    for v in range(len(problem.volunteers)):
        _personal_limits(places, v)
    _pairs(places)
    _association_shares(places)
    return places


def _open(places: Places, v: int, o: int, posts: list[str], *, taken: bool) -> None:
    model, low = places.model, float(taken)
    places.holds[v, o] = {post: model.column(low, 1) for post in posts}
    columns = list(places.holds[v, o].values())
    if len(columns) == 1:
        places.on[v, o] = columns[0]
        return
    on = model.column(low, 1)
    model.derive(on, lambda values: sum(values[column] for column in columns))
    model.row(0, [(on, 1), *((column, -1) for column in columns)], 0)
    places.on[v, o] = on


def _personal_limits(places: Places, v: int) -> None:
    problem = places.problem
    volunteer = problem.volunteers[v]
    possible = [(o, problem.openings[o]) for o in places.of_volunteer(v)]
    limits = limits_of(volunteer, possible, problem.prior.get(volunteer.id, ()))
    places.limits.append(limits)
    for limit in limits:
        taken = sum(o in places.frozen for o in limit.openings)
        most = max(limit.at_most, taken)  # what is frozen may already be over the limit
        places.model.row(-INFINITY, [(places.on[v, o], 1) for o in limit.openings], most)


def _pairs(places: Places) -> None:
    people = {v.id: n for n, v in enumerate(places.problem.volunteers)}
    for o in range(len(places.problem.openings)):
        if o in places.frozen:
            continue
        for one, other in places.problem.together:
            terms: Terms = []
            for name, sign in ((one, 1), (other, -1)):
                if (people[name], o) in places.on:
                    terms.append((places.on[people[name], o], sign))
            if terms:
                places.model.row(0, terms, 0)
        for one, other in places.problem.apart:
            pair = [(people[one], o), (people[other], o)]
            if all(key in places.on for key in pair):
                places.model.row(-INFINITY, [(places.on[key], 1) for key in pair], 1)


def _association_shares(places: Places) -> None:
    problem = places.problem
    for o, opening in enumerate(problem.openings):
        if o in places.frozen:
            continue
        groups: dict[str, list[int]] = {}
        for v in places.of_opening(o):
            name = problem.volunteers[v].association
            if name is not None:
                groups.setdefault(name, []).append(v)
        cap = problem.association_cap(opening)
        for _, members in sorted(groups.items()):
            if len(members) > cap:
                places.model.row(-INFINITY, [(places.on[v, o], 1) for v in members], cap)
