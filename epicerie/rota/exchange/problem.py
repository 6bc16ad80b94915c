"""From a problem back to its JSON input: what `read` reads."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from epicerie.rota.problem import HeldSkill, Opening, Problem, Volunteer


def as_input(problem: Problem) -> dict[str, Any]:
    """Reading it again gives the same problem."""
    return {
        "volunteers": [_volunteer(person) for person in problem.volunteers],
        "openings": [_opening(opening) for opening in problem.openings],
        "availability": [[v, o, cost] for (v, o), cost in problem.availability.items()],
        "associations": [{"id": a.id, "min_total": a.min_total} for a in problem.associations],
        "together": [list(pair) for pair in problem.together],
        "apart": [list(pair) for pair in problem.apart],
        "frozen": sorted(problem.frozen),
        "published": None
        if problem.published is None
        else [[a.volunteer, a.opening, a.post] for a in problem.published],
        "prior": {v: [day.isoformat() for day in days] for v, days in problem.prior.items()},
        "rules": {
            "association_share_percent": problem.association_share_percent,
            "post_skills": {post: list(names) for post, names in problem.post_skills.items()},
        },
    }


def _volunteer(person: Volunteer) -> dict[str, Any]:
    return {
        "id": person.id,
        "association": person.association,
        "skills": [_skill(held) for held in person.skills],
        "posts": dict(person.posts),
        "novice": person.novice,
        "wish_per_4_weeks": _number(person.wish_per_4_weeks),
        "max_week": person.max_week,
        "max_month": person.max_month,
        "max_14_days": person.max_14_days,
        "min_gap_days": person.min_gap_days,
        "since": person.since and person.since.isoformat(),
        "until": person.until and person.until.isoformat(),
    }


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _skill(held: HeldSkill) -> str | dict[str, Any]:
    if held.since is None and held.until is None:
        return held.name
    return {
        "skill": held.name,
        "since": held.since and held.since.isoformat(),
        "until": held.until and held.until.isoformat(),
    }


def _opening(opening: Opening) -> dict[str, Any]:
    return {
        "id": opening.id,
        "date": opening.date.isoformat(),
        "site": opening.site,
        "needs": dict(opening.needs),
        "skills": [{"skill": n.skill, "post": n.post, "min": n.least} for n in opening.skills],
        "starts": opening.starts and opening.starts.isoformat("minutes"),
        "ends": opening.ends and opening.ends.isoformat("minutes"),
    }
