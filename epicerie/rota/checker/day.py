"""The rules of one opening, over all the people who hold its places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from epicerie.rota.checker.rules import Broken
from epicerie.rota.problem import Opening, Problem, Volunteer

Holder = tuple[Volunteer, str]


def broken_on(problem: Problem, opening: Opening, held: Sequence[Holder]) -> set[Broken]:
    if opening.id in problem.frozen:
        return set()
    found = set()
    present = {person.id for person, _ in held}
    for post, count in Counter(post for _, post in held).items():
        if count > opening.needs.get(post, 0):
            found.add(Broken("no_free_place", opening.id))
    for one, other in problem.apart:
        if one in present and other in present:
            found |= {Broken("apart", opening.id, *pair) for pair in ((one, other), (other, one))}
    for one, other in problem.together:
        if (one in present) != (other in present):
            pair = (one, other) if one in present else (other, one)
            found.add(Broken("partner_absent", opening.id, *pair))
    places = sum(opening.needs.values())
    most = max(1, places * problem.association_share_percent // 100)
    sent = Counter(person.association for person, _ in held if person.association is not None)
    if any(count > most for count in sent.values()):
        found.add(Broken("association_share", opening.id))
    return found
