"""Who could hold what, before any limit: the columns of the model are exactly these."""

from __future__ import annotations

from epicerie.rota.problem import Assignment, Opening, Problem, Volunteer


def may_hold(problem: Problem, volunteer: Volunteer, opening: Opening, post: str) -> bool:
    """Trained, that day, for all that the post asks of everybody."""
    asked = problem.post_skills.get(post, ())
    return all(volunteer.has(skill, opening.date) for skill in asked)


def posts_open_to(problem: Problem, volunteer: Volunteer, opening: Opening) -> list[str]:
    """The posts this person could hold on this opening; none when absent."""
    if (volunteer.id, opening.id) not in problem.availability:
        return []
    if not volunteer.is_there(opening.date):
        return []
    return [
        post
        for post in sorted(opening.needs)
        if opening.needs[post] > 0
        and post in volunteer.posts
        and may_hold(problem, volunteer, opening, post)
    ]


def possible_posts(problem: Problem) -> dict[tuple[int, int], list[str]]:
    """By positions of volunteer and opening. A frozen opening is as published, whatever changed."""
    people = {v.id: n for n, v in enumerate(problem.volunteers)}
    found: dict[tuple[int, int], list[str]] = {}
    fixed = frozen_places(problem)
    for o, opening in enumerate(problem.openings):
        if opening.id in problem.frozen:
            for place in fixed.get(opening.id, ()):
                found[people[place.volunteer], o] = [place.post]
            continue
        for v, volunteer in enumerate(problem.volunteers):
            posts = posts_open_to(problem, volunteer, opening)
            if posts:
                found[v, o] = posts
    return dict(sorted(found.items()))


def frozen_places(problem: Problem) -> dict[str, list[Assignment]]:
    """What is published on the frozen openings."""
    found: dict[str, list[Assignment]] = {}
    for place in problem.published or ():
        if place.opening in problem.frozen:
            found.setdefault(place.opening, []).append(place)
    return found
