"""A rota written place by place, refusing whatever breaks a rule."""

from __future__ import annotations

from epicerie.rota.eligibility import frozen_places, possible_posts
from epicerie.rota.limits import limits_of
from epicerie.rota.problem import Assignment, Problem


class Draft:
    """`place` gives somebody a post, with all those kept together with them, or gives nothing."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.possible = possible_posts(problem)
        self.held: dict[tuple[int, int], str] = {}
        self.filled: dict[tuple[int, str], int] = {}
        self.load = [0] * len(problem.volunteers)
        self._sent: dict[tuple[int, str | None], int] = {}
        self._people = {v.id: n for n, v in enumerate(problem.volunteers)}
        self._partners = self._pairs(problem.together)
        self._rivals = self._pairs(problem.apart)
        self._room: list[int] = []
        self._limits_on: dict[tuple[int, int], list[int]] = {}
        self._count_limits()
        openings = {o.id: n for n, o in enumerate(problem.openings)}
        for places in frozen_places(problem).values():
            for place in places:
                self._write(self._people[place.volunteer], openings[place.opening], place.post)

    def open_places(self, o: int, post: str) -> int:
        return self.problem.openings[o].needs[post] - self.filled.get((o, post), 0)

    def place(self, v: int, o: int, post: str) -> bool:
        """False when a rule forbids it; nothing is then written."""
        if not self._fits(v, o, post):
            return False
        self._write(v, o, post)
        written = [(v, o)]
        for other in self._company(v):
            posts = self.possible.get((other, o), ())
            found = next((p for p in posts if self._fits(other, o, p)), None)
            if found is None:
                for key in written:
                    self._erase(*key)
                return False
            self._write(other, o, found)
            written.append((other, o))
        return True

    def assignments(self) -> list[Assignment]:
        return sorted(
            Assignment(self.problem.volunteers[v].id, self.problem.openings[o].id, post)
            for (v, o), post in self.held.items()
        )

    def _fits(self, v: int, o: int, post: str) -> bool:
        opening = self.problem.openings[o]
        if opening.id in self.problem.frozen or (v, o) in self.held:
            return False
        if post not in self.possible.get((v, o), ()) or self.open_places(o, post) <= 0:
            return False
        if any(self._room[n] <= 0 for n in self._limits_on.get((v, o), ())):
            return False
        if any((rival, o) in self.held for rival in self._rivals.get(v, ())):
            return False
        association = self.problem.volunteers[v].association
        cap = self.problem.association_cap(opening)
        return association is None or self._sent.get((o, association), 0) < cap

    def _write(self, v: int, o: int, post: str) -> None:
        self.held[v, o] = post
        self._count(v, o, post, 1)

    def _erase(self, v: int, o: int) -> None:
        self._count(v, o, self.held.pop((v, o)), -1)

    def _count(self, v: int, o: int, post: str, step: int) -> None:
        sender = (o, self.problem.volunteers[v].association)
        self.filled[o, post] = self.filled.get((o, post), 0) + step
        self._sent[sender] = self._sent.get(sender, 0) + step
        self.load[v] += step
        for n in self._limits_on.get((v, o), ()):
            self._room[n] -= step

    def _count_limits(self) -> None:
        by_person: dict[int, list[int]] = {}
        for v, o in self.possible:
            by_person.setdefault(v, []).append(o)
        for v, possible in by_person.items():
            person = self.problem.volunteers[v]
            openings = [(o, self.problem.openings[o]) for o in possible]
            for limit in limits_of(person, openings, self.problem.prior.get(person.id, ())):
                for o in limit.openings:
                    self._limits_on.setdefault((v, o), []).append(len(self._room))
                self._room.append(limit.at_most)

    def _pairs(self, pairs: tuple[tuple[str, str], ...]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for one, other in pairs:
            found.setdefault(self._people[one], []).append(self._people[other])
            found.setdefault(self._people[other], []).append(self._people[one])
        return found

    def _company(self, v: int) -> list[int]:
        """Everybody who must come when `v` comes."""
        found, waiting = [v], [v]
        while waiting:
            for other in self._partners.get(waiting.pop(), ()):
                if other not in found:
                    found.append(other)
                    waiting.append(other)
        return sorted(found[1:])
