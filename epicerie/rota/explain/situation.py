"""A rota, and what one more place would break: the question behind every explanation."""

from __future__ import annotations

from collections.abc import Iterable

from epicerie.rota.checker.day import broken_on
from epicerie.rota.checker.person import broken_by
from epicerie.rota.problem import Assignment, Opening, Problem, Volunteer

# What is said first: the plainest reason, then the hardest to lift.
ORDER = (
    *("frozen", "other_post", "absent", "declines", "not_trained", "overlap", "gap"),
    *("week_full", "14_days_full", "month_full", "apart", "partner_absent"),
    *("association_share", "no_free_place"),
)


class Situation:
    """Who holds what, indexed both ways."""

    def __init__(self, problem: Problem, rota: Iterable[Assignment]) -> None:
        self.problem = problem
        self.people = {person.id: person for person in problem.volunteers}
        self.openings = {opening.id: opening for opening in problem.openings}
        self.by_person: dict[str, list[tuple[Opening, str]]] = {v: [] for v in self.people}
        self.by_opening: dict[str, list[tuple[Volunteer, str]]] = {o: [] for o in self.openings}
        for place in rota:
            opening, person = self.openings[place.opening], self.people[place.volunteer]
            self.by_person[person.id].append((opening, place.post))
            self.by_opening[opening.id].append((person, place.post))

    def stops(self, person: Volunteer, opening: Opening, post: str) -> list[str]:
        """The rules that this person would break by holding this post, plainest first."""
        if opening.id in self.problem.frozen:
            return ["frozen"]
        if any(held.id == opening.id for held, _ in self.by_person[person.id]):
            return ["other_post"]
        held = self.by_person[person.id]
        on = self.by_opening[opening.id]
        broken = {
            *broken_by(self.problem, person, [*held, (opening, post)]),
            *broken_on(self.problem, opening, [*on, (person, post)]),
        } - {*broken_by(self.problem, person, held), *broken_on(self.problem, opening, on)}
        return sorted({rule.rule for rule in broken}, key=ORDER.index)
