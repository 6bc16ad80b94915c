"""What is known of an opening and of one place of it: the other side of the rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from epicerie.rules.person import Person, Shift


@dataclass(frozen=True)
class Day:
    """An opening. `halves`: the half-days it touches, each of which must be free.

    `present`: who holds a place there, and the association that counts for each; at least those
    who could matter to the person asked about.
    """

    opening: int
    state: str
    day: date
    halves: tuple[str, ...]
    begins_at: datetime
    finishes_at: datetime
    places: int
    share_percent: int
    present: dict[int, int | None]

    @property
    def share_cap(self) -> int:
        """People of one association at most; never less than one."""
        return max(1, self.places * self.share_percent // 100)

    def admit(self, person: Person) -> None:
        """From now on the person is one of those who come: the next question counts them."""
        self.present[person.pk] = person.association_on(self.day)
        person.held.append(self.shift)

    def leave(self, volunteer: int) -> None:
        """From now on that volunteer does not come."""
        self.present.pop(volunteer, None)

    @property
    def shift(self) -> Shift:
        """What a person holds who comes."""
        return Shift(self.opening, self.day, self.begins_at, self.finishes_at)

    def of_association(self, association: int | None, *, but: Person) -> int:
        """How many others the association sends that day."""
        return sum(
            sender == association
            for volunteer, sender in self.present.items()
            if volunteer != but.pk and sender is not None
        )


@dataclass(frozen=True)
class Place:
    """One post of an opening."""

    on: Day
    post: int
    skill: str
    skill_label: str
    places: int
    filled: int
