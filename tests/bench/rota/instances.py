"""Invented rotas of the sizes the grocery may meet. The same arguments give the same problem."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from epicerie.rota.problem import (
    Assignment,
    Association,
    HeldSkill,
    Opening,
    Problem,
    SkillNeed,
    Volunteer,
    arranged,
)

FIRST_MONDAY = date(2027, 1, 4)
NEEDS = {"accueil": 3, "caisse": 2, "livraison": 2, "preparation": 4, "rayons": 3, "referent": 1}
SKILL_NEEDS = (
    SkillNeed("till", "caisse", 2),
    SkillNeed("driving", "livraison", 1),
    SkillNeed("referent", "referent", 1),
)
PLACES = sum(NEEDS.values())


@dataclass(frozen=True)
class Shape:
    """How large an instance is and how scarce its people are."""

    name: str
    weeks: int = 13
    weekdays: tuple[int, ...] = (1, 3, 5)
    volunteers: int = 80
    sites: int = 1
    available: float = 0.35
    associations: int = 8


MONTH = Shape("month", weeks=4, weekdays=(1, 3), available=0.6)
QUARTER = Shape("quarter")
SCARCE = Shape("quarter-15%", available=0.15)
PLENTY = Shape("quarter-60%", available=0.60)
YEAR = Shape("year", weeks=52)
SITES = Shape("800 on 10 sites", volunteers=800, sites=10, associations=20)
CROWDED = Shape("over-constrained", weeks=13, volunteers=25, available=0.25, associations=3)


def draw(shape: Shape, seed: int = 1) -> Problem:
    """An instance of this shape."""
    dice = random.Random(f"{shape.name} {seed}")
    openings = tuple(_openings(shape))
    people = tuple(_volunteer(dice, shape, n) for n in range(shape.volunteers))
    availability = {}
    for n, person in enumerate(people):
        for opening in openings:
            if opening.site in _sites_of(shape, n) and dice.random() < shape.available:
                availability[person.id, opening.id] = dice.choice((0, 0, 0, 1, 2))
    names = [person.id for person in people]
    pairs = dice.sample(names, min(12, len(names) // 4 * 2))
    chosen = [(a, b) for a, b in zip(pairs[::2], pairs[1::2], strict=True)]
    promised = len(openings) * PLACES * 7 // 10 // shape.associations
    return arranged(
        Problem(
            volunteers=people,
            openings=openings,
            availability=availability,
            associations=tuple(
                Association(f"asso{n:02}", promised) for n in range(shape.associations)
            ),
            together=tuple(chosen[::2]),
            apart=tuple(chosen[1::2]),
        )
    )


def cancelled(problem: Problem, published: list[Assignment], count: int, seed: int) -> Problem:
    """The same problem once `count` people have said that they cannot come."""
    dice = random.Random(f"cancel {count} {seed}")
    gone = {(a.volunteer, a.opening) for a in dice.sample(sorted(published), count)}
    left = {key: value for key, value in problem.availability.items() if key not in gone}
    return replace(problem, availability=left, published=tuple(published))


def _openings(shape: Shape) -> list[Opening]:
    found = []
    for week in range(shape.weeks):
        for weekday in shape.weekdays:
            day = FIRST_MONDAY + timedelta(weeks=week, days=weekday)
            for site in range(shape.sites):
                name = f"site{site:02}"
                found.append(Opening(f"{day}-{name}", day, name, NEEDS, SKILL_NEEDS))
    return found


def _sites_of(shape: Shape, number: int) -> set[str]:
    """Each person has a home site; one in four also goes to the next one."""
    home = number % shape.sites
    also = (home + 1) % shape.sites if number % 4 == 0 else home
    return {f"site{home:02}", f"site{also:02}"}


def _volunteer(dice: random.Random, shape: Shape, number: int) -> Volunteer:
    skills, posts = [], {}
    for post, chance in (("preparation", 0.8), ("rayons", 0.7), ("accueil", 0.6)):
        if dice.random() < chance:
            posts[post] = dice.randrange(3)
    for skill, post, chance in (
        ("till", "caisse", 0.3),
        ("driving", "livraison", 0.35),
        ("referent", "referent", 0.2),
    ):
        if dice.random() < chance:
            skills.append(HeldSkill(skill))
            posts[post] = dice.randrange(3)
        elif post != "referent" and dice.random() < 0.3:
            posts[post] = 1 + dice.randrange(3)
    if not posts:
        posts["preparation"] = 0
    return Volunteer(
        id=f"v{number:03}",
        association=f"asso{dice.randrange(shape.associations):02}",
        skills=tuple(skills),
        posts=posts,
        novice=dice.random() < 0.15,
        wish_per_4_weeks=Fraction(dice.choice((1, 2, 2, 3, 4))),
        max_week=dice.choice((1, 1, 2)),
        max_month=dice.choice((4, 5, 6)),
        max_14_days=dice.choice((2, 3, 3)),
        min_gap_days=dice.choice((0, 2, 2, 3)),
    )
