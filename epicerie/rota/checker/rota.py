"""Every rule a rota breaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from epicerie.rota.checker.day import broken_on
from epicerie.rota.checker.person import broken_by
from epicerie.rota.checker.rules import Broken
from epicerie.rota.problem import Assignment, Opening, Problem, Volunteer


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
    held: dict[str, list[tuple[Opening, str]]] = defaultdict(list)
    there: dict[str, list[tuple[Volunteer, str]]] = defaultdict(list)
    for place in known:
        held[place.volunteer].append((openings[place.opening], place.post))
        there[place.opening].append((people[place.volunteer], place.post))
    for person in problem.volunteers:
        found |= broken_by(problem, person, held[person.id])
    for opening in problem.openings:
        found |= broken_on(problem, opening, there[opening.id])
    return sorted(found | _thawed(problem, known))


def _thawed(problem: Problem, rota: list[Assignment]) -> set[Broken]:
    """Frozen openings that are not as published."""
    before = {p for p in problem.published or () if p.opening in problem.frozen}
    after = {p for p in rota if p.opening in problem.frozen}
    return {Broken("frozen", p.opening, p.volunteer) for p in before ^ after}
