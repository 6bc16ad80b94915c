"""The rules of one person, over all the openings they hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from epicerie.rota.checker.rules import Broken
from epicerie.rota.problem import Opening, Problem, Volunteer

Held = tuple[Opening, str]


def broken_by(problem: Problem, person: Volunteer, held: Sequence[Held]) -> set[Broken]:
    """Frozen openings may break anything by themselves, but leave no room to the others."""
    free = [(opening, post) for opening, post in held if opening.id not in problem.frozen]
    found = {b for place in free for b in _of_place(problem, person, place)}
    found |= {b for place in free for b in _beside(problem, person, place, held)}
    prior = problem.prior.get(person.id, ())
    for opening, _ in free:
        for rule, most, near in _counted(person, opening.date):
            for belongs in near:
                inside = [o for o, _ in held if belongs(o.date)]
                fixed = sum(o.id in problem.frozen for o in inside)
                room = max(0, most - sum(map(belongs, prior)))
                if len(inside) > max(room, fixed):
                    found.add(Broken(rule, opening.id, person.id))
    return found


def _of_place(problem: Problem, person: Volunteer, place: Held) -> set[Broken]:
    opening, post = place
    rules = set()
    here = (person.since or date.min) <= opening.date <= (person.until or date.max)
    if (person.id, opening.id) not in problem.availability or not here:
        rules.add("absent")
    if post not in person.posts:
        rules.add("declines")
    if any(not trained(person, s, opening.date) for s in problem.post_skills.get(post, ())):
        rules.add("not_trained")
    return {Broken(rule, opening.id, person.id) for rule in rules}


def trained(person: Volunteer, skill: str, day: date) -> bool:
    return any(
        held.name == skill and (held.since or date.min) <= day <= (held.until or date.max)
        for held in person.skills
    )


def _beside(problem: Problem, person: Volunteer, place: Held, held: Sequence[Held]) -> set[Broken]:
    opening, post = place
    rules = set()
    for other, its_post in held:
        if other.id == opening.id:
            if its_post != post:
                rules.add("other_post")
        elif _same_hours(opening, other):
            rules.add("overlap")
        elif abs((other.date - opening.date).days) < person.min_gap_days:
            rules.add("gap")
    for day in problem.prior.get(person.id, ()):
        if abs((day - opening.date).days) < person.min_gap_days:
            rules.add("gap")
    return {Broken(rule, opening.id, person.id) for rule in rules}


def _same_hours(one: Opening, other: Opening) -> bool:
    if one.date != other.date:
        return False
    hours = (one.starts, one.ends, other.starts, other.ends)
    if one.starts is None or one.ends is None or other.starts is None or other.ends is None:
        return None in hours
    return max(one.starts, other.starts) < min(one.ends, other.ends)


Belongs = Callable[[date], bool]


def _counted(person: Volunteer, day: date) -> list[tuple[str, int, list[Belongs]]]:
    """Each limit, with the spans of days around `day` that it bounds."""
    found: list[tuple[str, int, list[Belongs]]] = []
    if person.max_week is not None:
        monday = day - timedelta(days=day.weekday())
        found.append(("week_full", person.max_week, [_span(monday, 7)]))
    if person.max_month is not None:
        found.append(("month_full", person.max_month, [_month(day)]))
    if person.max_14_days is not None:
        windows = [_span(day - timedelta(days=back), 14) for back in range(14)]
        found.append(("14_days_full", person.max_14_days, windows))
    return found


def _span(start: date, days: int) -> Belongs:
    return lambda day: 0 <= (day - start).days < days


def _month(of: date) -> Belongs:
    return lambda day: (day.year, day.month) == (of.year, of.month)
