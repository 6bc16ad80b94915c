"""Every rota of a tiny problem, and the best by the checker's own measures."""

from itertools import product

from epicerie.rota.attain import attainable
from epicerie.rota.checker import broken_rules, measures
from epicerie.rota.levels import NAMES
from epicerie.rota.problem import Assignment
from epicerie.rota.shares import targets

HARD = NAMES[:5]


def every_rota(problem):
    """All rotas that break no rule. Frozen openings are as published."""
    fixed = [a for a in problem.published or () if a.opening in problem.frozen]
    cells = [
        [None, *(Assignment(v.id, o.id, post) for post in sorted(o.needs) if post in v.posts)]
        for v in problem.volunteers
        for o in problem.openings
        if o.id not in problem.frozen and (v.id, o.id) in problem.availability
    ]
    for choice in product(*cells):
        rota = [*fixed, *(place for place in choice if place is not None)]
        if not broken_rules(problem, rota):
            yield rota


def best(problem):
    """The value of each level, in their order, of the best rota there is."""
    nobody = {v.id: 0 for v in problem.volunteers}
    rotas = list(every_rota(problem))
    first = [(measures(problem, rota, nobody), rota) for rota in rotas]
    least = min(tuple(found[name] for name in HARD) for found, _ in first)
    kept = [rota for found, rota in first if tuple(found[name] for name in HARD) == least]
    shares = targets(problem, attainable(problem), len(kept[0]))
    named = {v.id: share for v, share in zip(problem.volunteers, shares, strict=True)}
    return min(tuple(measures(problem, rota, named)[name] for name in NAMES) for rota in kept)
