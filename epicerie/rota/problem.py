"""What a rota is asked to be: people, openings, rules, and what is already published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from fractions import Fraction

DEFAULT_SHARE_PERCENT = 40


@dataclass(frozen=True)
class HeldSkill:
    """A skill and the days it is valid: both ends included, None when open."""

    name: str
    since: date | None = None
    until: date | None = None

    def valid_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True)
class Volunteer:
    """`posts`: the posts accepted, each with a penalty from 0 (gladly) to 3 (if need be).

    Limits count openings; None is no limit. `min_gap_days` is the least difference between two
    dates: 0 and 1 allow consecutive days, 2 asks for a day of rest. `since` and `until` (both
    included) bound the presence of those who join or leave during the period.
    """

    id: str
    association: str | None = None
    skills: tuple[HeldSkill, ...] = ()
    posts: Mapping[str, int] = field(default_factory=dict)
    novice: bool = False
    wish_per_4_weeks: Fraction = Fraction(2)
    max_week: int | None = None
    max_month: int | None = None
    max_14_days: int | None = None
    min_gap_days: int = 0
    since: date | None = None
    until: date | None = None

    def has(self, skill: str, day: date) -> bool:
        return any(held.name == skill and held.valid_on(day) for held in self.skills)

    def is_there(self, day: date) -> bool:
        """Member of the team on that day, available or not."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True)
class SkillNeed:
    """At least `least` people with the skill, on one post or (None) anywhere on the opening."""

    skill: str
    post: str | None
    least: int


@dataclass(frozen=True)
class Opening:
    """One opening of one site. Without hours it fills its date: two of them overlap."""

    id: str
    date: date
    site: str
    needs: Mapping[str, int]
    skills: tuple[SkillNeed, ...] = ()
    starts: time | None = None
    ends: time | None = None

    @property
    def places(self) -> int:
        return sum(self.needs.values())

    def overlaps(self, other: Opening) -> bool:
        if self.date != other.date:
            return False
        if self.starts is None or self.ends is None or other.starts is None or other.ends is None:
            return True
        return self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True)
class Association:
    """`min_total`: the places it promised to fill over the period."""

    id: str
    min_total: int = 0


@dataclass(frozen=True, order=True)
class Assignment:
    """A volunteer holds a post on an opening."""

    volunteer: str
    opening: str
    post: str


@dataclass(frozen=True)
class Problem:
    """Everything is sorted (by `arranged`), so that equal inputs give equal models."""

    volunteers: tuple[Volunteer, ...] = ()
    openings: tuple[Opening, ...] = ()
    availability: Mapping[tuple[str, str], int] = field(default_factory=dict)
    associations: tuple[Association, ...] = ()
    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    frozen: frozenset[str] = frozenset()
    published: tuple[Assignment, ...] | None = None
    prior: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    association_share_percent: int = DEFAULT_SHARE_PERCENT
    post_skills: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def places(self) -> int:
        return sum(opening.places for opening in self.openings)

    def association_cap(self, opening: Opening) -> int:
        """People of one association on one opening, at most; never less than one."""
        return max(1, opening.places * self.association_share_percent // 100)


def arranged(problem: Problem) -> Problem:
    """The same problem with everything in one order, whatever order it was written in."""
    return Problem(
        volunteers=tuple(sorted(problem.volunteers, key=lambda v: v.id)),
        openings=tuple(sorted(problem.openings, key=opening_order)),
        availability=dict(sorted(problem.availability.items())),
        associations=tuple(sorted(problem.associations, key=lambda a: a.id)),
        together=_pairs(problem.together),
        apart=_pairs(problem.apart),
        frozen=problem.frozen,
        published=None if problem.published is None else tuple(sorted(set(problem.published))),
        prior={name: tuple(sorted(set(days))) for name, days in sorted(problem.prior.items())},
        association_share_percent=problem.association_share_percent,
        post_skills=dict(sorted(problem.post_skills.items())),
    )


def opening_order(opening: Opening) -> tuple[date, time, str, str]:
    return (opening.date, opening.starts or time.min, opening.site, opening.id)


def _pairs(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(min(pair), max(pair)) for pair in pairs}))
