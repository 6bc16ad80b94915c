"""Which association counts for a volunteer on a day: one, never two.

Of those that send the person that day, the oldest: the one that began first and, among those that
began on one day, the one with the smallest number. Numbers never change, whereas a name does, and
the order in which rows were written says nothing. Whom none sends that day counts for none.
The shares of a day, the hours credited, the rules and the solver all ask this. Rows of the database
are asked in SQL by `epicerie.queries.senders`, which says the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Sending(NamedTuple):
    """An association sends the person, from `since` to `until` excluded (None: still)."""

    since: date
    until: date | None
    organisation: int

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def oldest(sending: Sending) -> tuple[date, int]:
    """The order in which associations count."""
    return sending.since, sending.organisation


def counted_on(sent: Iterable[Sending], day: date) -> Sending | None:
    """The one that counts that day, or None."""
    return min((one for one in sent if one.covers(day)), key=oldest, default=None)
