"""Repair: how far a rota is from the one people were told."""

from __future__ import annotations

from epicerie.rota.model.linear import Expression
from epicerie.rota.model.places import Places


def changes(places: Places) -> Expression:
    """Removed, called, or moved to another post of the opening: each counts one.

    Linear without a further column: a published place counts `1 - x`, a new person counts `x`.
    Places published for people or openings that are gone cannot be kept: each counts one, always.
    """
    if places.problem.published is None:
        return Expression()
    people = {v.id: n for n, v in enumerate(places.problem.volunteers)}
    openings = {o.id: n for n, o in enumerate(places.problem.openings)}
    found = Expression()
    known = set()
    for old in places.problem.published:
        key = (people.get(old.volunteer, -1), openings.get(old.opening, -1))
        if key[1] in places.frozen:
            continue
        found.constant += 1
        known.add(key)
        column = places.holds.get(key, {}).get(old.post)
        if column is not None:
            found.terms.append((column, -1))
    for (v, o), column in places.on.items():
        if (v, o) not in known and o not in places.frozen:
            found.terms.append((column, 1))
    return found
