"""Which associations send whom, and when: one association counts for each person of a rota."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q
from django.db.models.functions import Greatest

from epicerie.models import Affiliation


@dataclass(frozen=True, order=True)
class Sending:
    """`until` is the day after the last one, None while it lasts."""

    since: date
    until: date | None
    organisation: int

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def days(self, since: date, until: date) -> int:
        """Days of the period on which it holds."""
        end = until if self.until is None else min(until, self.until)
        return max(0, (end - max(since, self.since)).days)


def sendings(since: date, until: date) -> dict[int, list[Sending]]:
    """By volunteer, those that hold on some day of the period; one query."""
    rows = (
        Affiliation.objects.filter(since__lt=until)
        .filter(Q(ended_on=None) | Q(ended_on__gt=Greatest(since, F("since"))))
        .order_by("volunteer", "since", "organisation")
        .values_list("volunteer_id", "since", "ended_on", "organisation_id")
    )
    found: dict[int, list[Sending]] = {}
    for volunteer, start, end, organisation in rows:
        found.setdefault(volunteer, []).append(Sending(start, end, organisation))
    return found


def home(sent: Sequence[Sending], since: date, until: date) -> int | None:
    """The association that counts: most days of the period, then the oldest, then the first."""
    if not sent:
        return None
    chosen = min(sent, key=lambda s: (-s.days(since, until), s.since, s.organisation))
    return chosen.organisation


def presence(sent: Sequence[Sending]) -> tuple[date | None, date | None]:
    """First and last day in the team, both included; None where it is open."""
    if not sent:
        return None, None
    ends = [s.until for s in sent]
    last = None if None in ends else max(end for end in ends if end) - timedelta(days=1)
    return min(s.since for s in sent), last
