"""The last levels: what people prefer, associations spread over a day, novices accompanied."""

from __future__ import annotations

from epicerie.rota.model.linear import INFINITY, Expression
from epicerie.rota.model.places import Places


def preferences(places: Places) -> Expression:
    """Penalty of the post plus penalty of the day, over every place held."""
    problem = places.problem
    found = Expression()
    for (v, o), posts in places.holds.items():
        volunteer, opening = problem.volunteers[v], problem.openings[o]
        day = problem.availability.get((volunteer.id, opening.id), 0)
        for post, column in posts.items():
            penalty = day + volunteer.posts.get(post, 0)
            if penalty:
                found.terms.append((column, penalty))
    return found


def even_share(places: int, associations: int) -> int:
    """People of one association on an opening, if all sent as many."""
    return -(-places // associations) if associations else places


def association_excess(places: Places) -> Expression:
    """People of one association beyond an even share of the opening, over all openings."""
    problem = places.problem
    known = {v.association for v in problem.volunteers} - {None}
    found = Expression()
    for o, opening in enumerate(problem.openings):
        even = even_share(opening.places, len(known))
        groups: dict[str, list[int]] = {}
        for v in places.of_opening(o):
            name = problem.volunteers[v].association
            if name is not None:
                groups.setdefault(name, []).append(places.on[v, o])
        for _, members in sorted(groups.items()):
            if len(members) > even:
                found.terms.append((_excess(places, members, even), 1))
    return found


def _excess(places: Places, members: list[int], even: int) -> int:
    model = places.model
    excess = model.column(0, len(members) - even)
    model.derive(excess, lambda values: max(0.0, sum(values[c] for c in members) - even))
    model.row(-even, [(excess, 1), *((column, -1) for column in members)], INFINITY)
    return excess


def novices_alone(places: Places) -> Expression:
    """Posts of an opening held by novices without anybody experienced beside them."""
    problem = places.problem
    found = Expression()
    for o, opening in enumerate(problem.openings):
        for post in sorted(opening.needs):
            novices: list[int] = []
            others: list[int] = []
            for v in places.of_opening(o):
                column = places.holds[v, o].get(post)
                if column is not None:
                    (novices if problem.volunteers[v].novice else others).append(column)
            if novices:
                found.terms.append((_alone(places, novices, others), 1))
    return found


def _alone(places: Places, novices: list[int], others: list[int]) -> int:
    model = places.model
    alone = model.column(0, 1)
    model.derive(
        alone,
        lambda values: float(
            any(values[c] > 0.5 for c in novices) and not any(values[c] > 0.5 for c in others)
        ),
    )
    for novice in novices:
        terms = [(alone, 1), (novice, -1), *((column, 1) for column in others)]
        model.row(0, terms, INFINITY)
    return alone
