"""Hours given, read from the ledger: of one volunteer, of one association, over a period."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from epicerie.models import HoursEntry, Volunteer
from reims_solidarite.kit.templatetags.french import duration


class HoursGiven(NamedTuple):
    """The balance of the ledger, in minutes, and how many openings it is made of."""

    minutes: int
    shifts: int

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def text(self) -> str:
        return duration(self.minutes)


def hours_of(volunteer: Volunteer) -> HoursGiven:
    """Everything that the volunteer gave, whatever the association; one query."""
    return HoursGiven(**HoursEntry.objects.filter(volunteer=volunteer).totals())
