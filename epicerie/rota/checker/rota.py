"""Every rule a rota breaks."""

from __future__ import annotations

from collections.abc import Iterable

from epicerie.rota.checker.day import broken_on
from epicerie.rota.checker.person import broken_by
from epicerie.rota.checker.rules import Broken
from epicerie.rota.problem import Assignment, Problem


def broken_rules(problem: Problem, rota: Iterable[Assignment]) -> list[Broken]:
    """Empty for a rota that may be published."""
    people = {person.id: person for person in problem.volunteers}
    openings = {opening.id: opening for opening in problem.openings}
    found = set()
    known = []
    for place in sorted(set(rota)):
        if place.volunteer in people and place.opening in openings:
            known.append(place)
        else:
            found.add(Broken("unknown", place.opening, place.volunteer))
    for person in problem.volunteers:
        held = [(openings[p.opening], p.post) for p in known if p.volunteer == person.id]
        found |= broken_by(problem, person, held)
    for opening in problem.openings:
        on = [(people[p.volunteer], p.post) for p in known if p.opening == opening.id]
        found |= broken_on(problem, opening, on)
    return sorted(found | _thawed(problem, known))


def _thawed(problem: Problem, rota: list[Assignment]) -> set[Broken]:
    """Frozen openings that are not as published."""
    before = {p for p in problem.published or () if p.opening in problem.frozen}
    after = {p for p in rota if p.opening in problem.frozen}
    return {Broken("frozen", p.opening, p.volunteer) for p in before ^ after}
