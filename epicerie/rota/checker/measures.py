"""What a rota is worth on each level, counted again from the rota alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from epicerie.rota.checker.person import trained
from epicerie.rota.problem import Assignment, Opening, Problem


def measures(
    problem: Problem, rota: Iterable[Assignment], targets: Mapping[str, int]
) -> dict[str, int]:
    """The value of each level, by its name. `targets`: fair shares in half openings."""
    places = sorted(set(rota))
    empty = {o.id: _empty(o, places) for o in problem.openings}
    load = Counter(place.volunteer for place in places)
    deviations = [abs(2 * load[person.id] - targets[person.id]) for person in problem.volunteers]
    return {
        "skill": sum(
            missing_skill(problem, o, n, places)
            for o in problem.openings
            for n in range(len(o.skills))
        ),
        "fill": sum(empty.values()),
        "contrib": sum(missing_contributions(problem, places).values()),
        "worst": max(empty.values(), default=0),
        "changes": _changes(problem, places),
        "maxdev": max(deviations, default=0),
        "sumsq": sum(deviation**2 for deviation in deviations),
        "pref": _penalties(problem, places),
        "assoc": _excess(problem, places),
        "novice": _alone(problem, places),
    }


def missing_places(opening: Opening, post: str, rota: Iterable[Assignment]) -> int:
    held = sum(place.opening == opening.id and place.post == post for place in rota)
    return max(0, opening.needs[post] - held)


def missing_skill(
    problem: Problem, opening: Opening, number: int, rota: Iterable[Assignment]
) -> int:
    """Missing units of the opening's skill need of this number."""
    need = opening.skills[number]
    people = {person.id: person for person in problem.volunteers}
    present = sum(
        place.opening == opening.id
        and (need.post is None or place.post == need.post)
        and trained(people[place.volunteer], need.skill, opening.date)
        for place in rota
    )
    return max(0, need.least - present)


def missing_contributions(problem: Problem, rota: Iterable[Assignment]) -> dict[str, int]:
    """Places short of what each association promised."""
    home = {person.id: person.association for person in problem.volunteers}
    sent = Counter(home[place.volunteer] for place in rota)
    return {a.id: max(0, a.min_total - sent[a.id]) for a in problem.associations}


def _empty(opening: Opening, rota: Iterable[Assignment]) -> int:
    places = list(rota)
    return sum(missing_places(opening, post, places) for post in opening.needs)


def _changes(problem: Problem, rota: Iterable[Assignment]) -> int:
    if problem.published is None:
        return 0
    frozen = problem.frozen
    before = {
        (p.volunteer, p.opening): p.post for p in problem.published if p.opening not in frozen
    }
    after = {(p.volunteer, p.opening): p.post for p in rota if p.opening not in frozen}
    return sum(before.get(key) != after.get(key) for key in before.keys() | after.keys())


def _penalties(problem: Problem, rota: Iterable[Assignment]) -> int:
    people = {person.id: person for person in problem.volunteers}
    return sum(
        people[p.volunteer].posts.get(p.post, 0)
        + problem.availability.get((p.volunteer, p.opening), 0)
        for p in rota
    )


def _excess(problem: Problem, rota: Iterable[Assignment]) -> int:
    home = {person.id: person.association for person in problem.volunteers}
    known = len({name for name in home.values() if name is not None})
    sent = Counter((p.opening, home[p.volunteer]) for p in rota)
    places = {o.id: sum(o.needs.values()) for o in problem.openings}
    return sum(
        max(0, count - -(-places[opening] // known))
        for (opening, association), count in sent.items()
        if association is not None
    )


def _alone(problem: Problem, rota: Iterable[Assignment]) -> int:
    novice = {person.id: person.novice for person in problem.volunteers}
    posts: dict[tuple[str, str], list[bool]] = {}
    for place in rota:
        posts.setdefault((place.opening, place.post), []).append(novice[place.volunteer])
    return sum(all(novices) for novices in posts.values())
