"""What is known of a volunteer, in plain values: the person's side of the rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from epicerie.rules.sending import Sending, counted_on

# How much a post is liked when it is refused.
NEVER = 9


class Shift(NamedTuple):
    """A place held: which opening, its date and hours."""

    opening: int
    day: date
    begins_at: datetime
    finishes_at: datetime


class Trained(NamedTuple):
    """A skill and its days, `until` excluded; None is open."""

    skill: str
    since: date | None
    until: date | None

    def on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


class Limits(NamedTuple):
    """The most a person wants to come; None is no limit."""

    week: int | None = None
    month: int | None = None
    fortnight: int | None = None
    gap_days: int = 1


@dataclass
class Person:
    """`held` holds every place near enough to count, and grows as a rota is published.

    `usual` (weekday and half) and `dated` (date and half, stronger) say how gladly, from 0 to 3;
    a dated None is a no. `likings`: of posts, from 0 to 3, or `NEVER`. `absences` are days from
    the first to the second excluded. `apart`: volunteers never to be put with them.
    """

    pk: int
    limits: Limits
    active: bool = True
    sent: list[Sending] = field(default_factory=list)
    trained: list[Trained] = field(default_factory=list)
    absences: list[tuple[date, date]] = field(default_factory=list)
    dated: dict[tuple[date, str], int | None] = field(default_factory=dict)
    usual: dict[tuple[int, str], int] = field(default_factory=dict)
    likings: dict[int, int] = field(default_factory=dict)
    apart: set[int] = field(default_factory=set)
    held: list[Shift] = field(default_factory=list)

    def association_on(self, day: date) -> int | None:
        """The one that counts that day, in the share of the associations."""
        counted = counted_on(self.sent, day)
        return None if counted is None else counted.organisation

    def has_skill(self, skill: str, day: date) -> bool:
        return any(row.skill == skill and row.on(day) for row in self.trained)

    def skill_ended(self, skill: str, day: date) -> date | None:
        """The last day on which the skill was valid, before `day`; None if it never was."""
        ends = [r.until for r in self.trained if r.skill == skill and r.until and r.until <= day]
        return max(ends) - timedelta(days=1) if ends else None

    def absent_until(self, day: date) -> date | None:
        """The last day of the absence that covers `day`, or None."""
        ends = [end for start, end in self.absences if start <= day < end]
        return max(ends) - timedelta(days=1) if ends else None

    def cannot(self, day: date, halves: Iterable[str]) -> str | None:
        """A half of the day for which the person answered no, or None."""
        return next((half for half in halves if self.dated.get((day, half), 0) is None), None)

    def not_said(self, day: date, halves: Iterable[str]) -> list[str]:
        """Halves of the day of which neither the usual week nor an answer says yes or no."""
        return [
            half
            for half in halves
            if (day, half) not in self.dated and (day.weekday(), half) not in self.usual
        ]

    def penalty(self, day: date, halves: Iterable[str]) -> int | None:
        """How gladly they come that day, from 0 to 3; None where they said nothing, or no."""
        answers = [self.dated.get((day, h), self.usual.get((day.weekday(), h))) for h in halves]
        known = [answer for answer in answers if answer is not None]
        return max(known) if known and len(known) == len(answers) else None
