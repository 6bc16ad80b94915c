"""Hours given, read from the ledger: of one volunteer, of one association, over a period."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from epicerie.models import HoursEntry, Volunteer

NO_BREAK = "\u00a0"


class HoursGiven(NamedTuple):
    """The balance of the ledger, in minutes, and how many openings it is made of."""

    minutes: int
    shifts: int

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def text(self) -> str:
        return hours_text(self.minutes)


def hours_text(minutes: int) -> str:
    """« 12 h 30 »; « −1 h 30 » for a reversal."""
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else ""
    return f"{sign}{hours}{NO_BREAK}h" + (f"{NO_BREAK}{rest:02}" if rest else "")


def hours_of(volunteer: Volunteer) -> HoursGiven:
    """Everything that the volunteer gave, whatever the association; one query."""
    return HoursGiven(**HoursEntry.objects.filter(volunteer=volunteer).totals())
