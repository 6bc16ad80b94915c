"""What a careful coordinator does by hand: the hardest day first, the rarest skill first, and
among those who can, whoever is furthest below the share they wished."""

from __future__ import annotations

from fractions import Fraction

from epicerie.rota.baselines.draft import Draft
from epicerie.rota.problem import Assignment, Opening, Problem, Volunteer


def coordinator(problem: Problem) -> list[Assignment]:
    """From an empty rota."""
    return _complete(Draft(problem))


def mended(problem: Problem) -> list[Assignment]:
    """What is published and can still be held, then the same care for what is left."""
    draft = Draft(problem)
    people = {v.id: n for n, v in enumerate(problem.volunteers)}
    openings = {o.id: n for n, o in enumerate(problem.openings)}
    for place in problem.published or ():
        if place.volunteer in people and place.opening in openings:
            draft.place(people[place.volunteer], openings[place.opening], place.post)
    return _complete(draft)


def _complete(draft: Draft) -> list[Assignment]:
    problem = draft.problem
    by_opening: dict[int, list[int]] = {}
    for v, o in draft.possible:
        by_opening.setdefault(o, []).append(v)

    def spare(o: int) -> int:
        return len(by_opening.get(o, ())) - problem.openings[o].places

    for o in sorted(range(len(problem.openings)), key=lambda o: (spare(o), o)):
        people = by_opening.get(o, [])
        _meet_skills(draft, o, people)
        _fill(draft, o, people)
    return draft.assignments()


def _meet_skills(draft: Draft, o: int, people: list[int]) -> None:
    opening = draft.problem.openings[o]
    volunteers = draft.problem.volunteers

    def trained(skill: str) -> list[int]:
        return [v for v in people if volunteers[v].has(skill, opening.date)]

    for need in sorted(opening.skills, key=lambda need: (len(trained(need.skill)), need.skill)):
        posts = [need.post] if need.post is not None else sorted(opening.needs)
        for post in posts:
            for v in _by_turn(draft, trained(need.skill), post):
                if _met(draft, o, need.skill, need.post) >= need.least:
                    break
                draft.place(v, o, post)


def _met(draft: Draft, o: int, skill: str, post: str | None) -> int:
    opening: Opening = draft.problem.openings[o]
    return sum(
        post in (None, held) and draft.problem.volunteers[v].has(skill, opening.date)
        for (v, on), held in draft.held.items()
        if on == o
    )


def _fill(draft: Draft, o: int, people: list[int]) -> None:
    opening = draft.problem.openings[o]

    def takers(post: str) -> int:
        return sum(post in draft.possible[v, o] for v in people)

    for post in sorted(opening.needs, key=lambda post: (takers(post), post)):
        for v in _by_turn(draft, people, post):
            if draft.open_places(o, post) <= 0:
                break
            draft.place(v, o, post)


def _by_turn(draft: Draft, people: list[int], post: str) -> list[int]:
    """Furthest below their wish first, then those who like the post."""

    def turn(v: int) -> tuple[Fraction, int, int]:
        person: Volunteer = draft.problem.volunteers[v]
        wish = max(person.wish_per_4_weeks, Fraction(1, 100))
        return (Fraction(draft.load[v]) / wish, person.posts.get(post, 0), v)

    return sorted(people, key=turn)
