"""A proposal as it is kept: ids, levels, why each empty place is empty; read by the pages."""

from __future__ import annotations

from collections import Counter
from typing import Any

from epicerie.queries.rota_problem import Groundwork
from epicerie.rota.baselines.first_come import first_come
from epicerie.rota.checker import broken_rules, measures
from epicerie.rota.checker.measures import missing_contributions
from epicerie.rota.explain.shortages import Shortage, explain
from epicerie.rota.problem import Assignment, Problem
from epicerie.rota.solve import Solution
from reims_solidarite.kit.transitions import Refused

# Nearest first: whoever only one rule stops. The others are counted by their reason.
REASONS_KEPT = 40


def result_of(laid: Groundwork, solution: Solution, seconds: float) -> dict[str, Any]:
    """Refused when the checker finds a rule broken: such a rota is never shown."""
    problem = laid.problem
    if broken := broken_rules(problem, solution.assignments):
        raise Refused(
            f"Le planning calculé ne respecte pas une règle ({broken[0].rule}) : il est écarté. "
            "Prévenez le support."
        )
    shortages = explain(problem, solution.assignments)
    missing = missing_contributions(problem, solution.assignments)
    sent = _sent(problem, solution.assignments)
    return {
        "status": solution.status,
        "levels": [
            {"name": level.name, "value": level.value, "bound": level.bound}
            for level in solution.levels
        ],
        "before": _worth(problem, laid.held, solution.targets),
        "first_come": _worth(problem, tuple(first_come(problem)), solution.targets),
        "targets": solution.targets,
        "assignments": _rows(solution.assignments),
        "published": _rows(laid.held),
        "kept": _rows(laid.kept),
        "shortages": [_shortage(item) for item in shortages if item.opening not in problem.frozen],
        "begun": _begun(problem, shortages),
        "associations": [
            {
                "association": a.id,
                "promised": a.min_total,
                "missing": missing[a.id],
                "given": sent[a.id],
            }
            for a in problem.associations
        ],
        "wishes": _wishes(problem, solution.assignments),
        "places": problem.places,
        "work": solution.work,
        "seconds": round(seconds, 2),
    }


def _rows(places: tuple[Assignment, ...]) -> list[list[str]]:
    return [[place.volunteer, place.opening, place.post] for place in places]


def _worth(
    problem: Problem, rota: tuple[Assignment, ...], targets: dict[str, int]
) -> dict[str, int]:
    """The same measures for another rota of the same days."""
    return measures(problem, rota, targets)


def _sent(problem: Problem, rota: tuple[Assignment, ...]) -> Counter[str]:
    home = {person.id: person.association for person in problem.volunteers}
    return Counter(home[place.volunteer] or "" for place in rota)


def _wishes(problem: Problem, rota: tuple[Assignment, ...]) -> dict[str, int]:
    """Places by how gladly their post is held: « 0 » gladly, up to « 3 » if need be."""
    people = {person.id: person for person in problem.volunteers}
    found: Counter[str] = Counter()
    for place in rota:
        posts = people[place.volunteer].posts
        if place.opening not in problem.frozen and place.post in posts:
            found[str(posts[place.post])] += 1
    return dict(sorted(found.items()))


def _begun(problem: Problem, shortages: list[Shortage]) -> dict[str, int]:
    """What days that have begun count for: they stay as they are."""
    missing = [item for item in shortages if item.opening in problem.frozen]
    return {
        "places": sum(o.places for o in problem.openings if o.id in problem.frozen),
        "fill": sum(item.missing for item in missing if item.post is not None),
        "skill": sum(item.missing for item in missing if item.post is None),
    }


def _shortage(item: Shortage) -> dict[str, Any]:
    remedy = item.smallest_change
    reasons = sorted(item.reasons, key=lambda r: (len(r.rules), r.volunteer))
    return {
        "opening": item.opening,
        "post": item.post or item.on_post,
        "skill": item.skill,
        "missing": item.missing,
        "counts": dict(Counter(reason.why for reason in reasons).most_common()),
        "nearest": [[r.volunteer, list(r.rules)] for r in reasons[:REASONS_KEPT]],
        "change": None
        if remedy is None
        else {
            "kind": remedy.kind,
            "volunteer": remedy.volunteer,
            "post": remedy.post,
            "skills": list(remedy.skills),
        },
    }
