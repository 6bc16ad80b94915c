"""A small problem that has everything it needs, to be spoilt one rule at a time."""

from dataclasses import replace
from datetime import date, timedelta

from epicerie.rota.problem import Opening, Problem, Volunteer, arranged

MONDAY = date(2027, 3, 1)


def opening(name, days, *, places=1, post="a", **more):
    return Opening(name, MONDAY + timedelta(days), "s", {post: places}, **more)


def person(name, **more):
    return Volunteer(name, **{"posts": {"a": 0}, **more})


def problem(people, openings, **more):
    """Everybody is available everywhere, unless `availability` says otherwise."""
    given = {"availability": {(v.id, o.id): 0 for v in people for o in openings}, **more}
    return arranged(Problem(volunteers=tuple(people), openings=tuple(openings), **given))


def with_people(problem, **more):
    """The same changes to every volunteer."""
    return replace(problem, volunteers=tuple(replace(v, **more) for v in problem.volunteers))
