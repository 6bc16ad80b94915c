"""What may be missing, one counted unit at a time: the model is never infeasible."""

from __future__ import annotations

from dataclasses import dataclass, field

from epicerie.rota.model.linear import INFINITY, Expression, Terms
from epicerie.rota.model.places import Places
from epicerie.rota.problem import SkillNeed


@dataclass
class Shortages:
    """`empty[o, post]`, `untrained[o, n]` (n-th skill need of the opening), `contribution[name]`.

    Each is a column; those of a frozen opening are constants held at their value.
    """

    empty: dict[tuple[int, str], int] = field(default_factory=dict)
    untrained: dict[tuple[int, int], int] = field(default_factory=dict)
    contribution: dict[str, int] = field(default_factory=dict)

    def skill(self) -> Expression:
        return Expression([(column, 1) for column in self.untrained.values()])

    def fill(self) -> Expression:
        return Expression([(column, 1) for column in self.empty.values()])

    def contrib(self) -> Expression:
        return Expression([(column, 1) for column in self.contribution.values()])


def count_shortages(places: Places) -> Shortages:
    """Add a column for each thing that may be missing."""
    found = Shortages()
    for o, opening in enumerate(places.problem.openings):
        for post, need in sorted(opening.needs.items()):
            held = [
                (posts[post], 1)
                for v in places.of_opening(o)
                if post in (posts := places.holds[v, o])
            ]
            # A frozen day may hold more people than its need has become.
            exact = o not in places.frozen
            found.empty[o, post] = _missing(places, held, need, exact=exact)
        for n, need_of in enumerate(opening.skills):
            trained = _trained(places, o, need_of)
            found.untrained[o, n] = _missing(places, trained, need_of.least, exact=False)
    for association in places.problem.associations:
        if association.min_total > 0:
            sent = [
                (column, 1)
                for (v, _), column in places.on.items()
                if places.problem.volunteers[v].association == association.id
            ]
            column = _missing(places, sent, association.min_total, exact=False)
            found.contribution[association.id] = column
    return found


def worst_opening(places: Places, shortages: Shortages) -> Expression:
    """The most empty places on one opening."""
    model = places.model
    by_opening: dict[int, Terms] = {}
    for (o, _), column in shortages.empty.items():
        by_opening.setdefault(o, []).append((column, 1))
    if not by_opening:
        return Expression()
    groups = list(by_opening.values())
    worst = model.column(0, max(opening.places for opening in places.problem.openings))
    model.derive(worst, lambda values: max(sum(values[c] for c, _ in group) for group in groups))
    for group in groups:
        model.row(0, [(worst, 1), *((column, -1) for column, _ in group)], INFINITY)
    return Expression([(worst, 1)])


def _trained(places: Places, o: int, need: SkillNeed) -> Terms:
    day = places.problem.openings[o].date
    terms: Terms = []
    for v in places.of_opening(o):
        if not places.problem.volunteers[v].has(need.skill, day):
            continue
        if need.post is None:
            terms.append((places.on[v, o], 1))
        elif need.post in places.holds[v, o]:
            terms.append((places.holds[v, o][need.post], 1))
    return terms


def _missing(places: Places, present: Terms, need: int, *, exact: bool) -> int:
    """A column worth what is missing of `need`; `exact`: no more than `need` may be present."""
    model = places.model
    column = model.column(0, need)
    model.derive(column, lambda values: max(0.0, need - sum(values[c] for c, _ in present)))
    if present:
        model.row(need, [(column, 1), *present], need if exact else INFINITY)
    else:
        model.lower[column] = need
    return column
