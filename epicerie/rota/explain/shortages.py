"""Every shortage of a rota, with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from epicerie.rota.checker.measures import missing_places, missing_skill
from epicerie.rota.explain.remedies import Remedy, for_place, for_skill, free_posts
from epicerie.rota.explain.situation import Situation
from epicerie.rota.problem import Assignment, Opening, Problem, SkillNeed


@dataclass(frozen=True)
class Reason:
    """`why` is the plainest rule that stops the person; `rules` are all of them."""

    volunteer: str
    rules: tuple[str, ...]

    @property
    def why(self) -> str:
        return self.rules[0]


@dataclass(frozen=True)
class Shortage:
    """Missing units of a post, or of a skill (on `on_post`, or anywhere)."""

    opening: str
    missing: int
    reasons: tuple[Reason, ...]
    smallest_change: Remedy | None
    post: str | None = None
    skill: str | None = None
    on_post: str | None = None


def explain(problem: Problem, rota: Iterable[Assignment]) -> list[Shortage]:
    """In the order of the openings: empty places, then missing skills."""
    places = sorted(rota)
    situation = Situation(problem, places)
    by_opening: dict[str, list[Assignment]] = {o.id: [] for o in problem.openings}
    for place in places:
        by_opening[place.opening].append(place)
    return [
        shortage
        for opening in problem.openings
        for shortage in _of_opening(situation, opening, by_opening[opening.id])
    ]


def _of_opening(situation: Situation, opening: Opening, on: list[Assignment]) -> Iterator[Shortage]:
    for post in sorted(opening.needs):
        if missing := missing_places(opening, post, on):
            yield _empty(situation, opening, post, missing)
    for number, need in enumerate(opening.skills):
        if missing := missing_skill(situation.problem, opening, number, on):
            yield _untrained(situation, opening, need, missing)


def _empty(situation: Situation, opening: Opening, post: str, missing: int) -> Shortage:
    """Everybody who accepts the post, and what stops them."""
    stops = {
        person.id: situation.stops(person, opening, post)
        for person in situation.problem.volunteers
        if post in person.posts
    }
    remedy = for_place(situation, opening, post, stops)
    return Shortage(opening.id, missing, tuple(_reasons(stops)), remedy, post=post)


def _untrained(situation: Situation, opening: Opening, need: SkillNeed, missing: int) -> Shortage:
    """Everybody who has, or once had, the skill."""
    free = free_posts(situation, opening, need)
    posts = free or [need.post or min(opening.needs)]
    stops: dict[str, list[str]] = {}
    for person in situation.problem.volunteers:
        if not any(held.name == need.skill for held in person.skills):
            continue
        if (opening.id, need.post) in _held(situation, person.id, need.post):
            continue
        if not person.has(need.skill, opening.date):
            stops[person.id] = ["not_trained"]
            continue
        stops[person.id] = min((situation.stops(person, opening, p) for p in posts), key=len)
    remedy = for_skill(situation, opening, need, stops)
    reasons = tuple(_reasons(stops))
    return Shortage(opening.id, missing, reasons, remedy, skill=need.skill, on_post=need.post)


def _held(situation: Situation, person: str, post: str | None) -> set[tuple[str, str | None]]:
    """The openings this person is on, at the post that is asked (or at any)."""
    return {
        (opening.id, post) for opening, held in situation.by_person[person] if post in (None, held)
    }


def _reasons(stops: dict[str, list[str]]) -> Iterator[Reason]:
    for name, rules in sorted(stops.items()):
        if rules:
            yield Reason(name, tuple(rules))
