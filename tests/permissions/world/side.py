"""One association, its landlord, its volunteers, its households: everything that is its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from actors.models import Organisation, User


@dataclass
class Side:
    """`mark` is in every text that belongs to this side: whoever reads it elsewhere found a leak.

    The public names of the organisations carry no mark: the directory shows them to everyone.
    """

    letter: str
    mark: str
    at: datetime
    association: Organisation
    housing: Organisation
    people: dict[str, User] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def text(self, of: str) -> str:
        """A text of this side, telling what it is the text of."""
        return f"{self.mark} {of}"

    def mail(self, of: str) -> str:
        return f"{of}.{self.mark.lower()}@cast.example"

    @property
    def phone(self) -> str:
        return {"A": "0326111111", "B": "0326222222"}[self.letter]

    @property
    def marks(self) -> tuple[str, ...]:
        """What must not be read by the other side, in lower case."""
        spaced = " ".join(self.phone[n : n + 2] for n in range(0, 10, 2))
        return (self.mark.lower(), self.phone, spaced)
