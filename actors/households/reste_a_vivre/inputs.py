"""What a household declares: money in, money out, and who lives on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from reims_solidarite.kit.money import divide, format_cents

MOST_CENTS = 10_000_000
"""100 000 € on one line is a typing mistake, not a household of the network."""

MOST_MEMBERS, OLDEST, LONGEST = 30, 125, 12
WHOLE = 100


def whole_number(value: object, lowest: int, highest: int, message: str) -> None:
    """ValueError unless `value` is a true integer in bounds: JSON lets floats and booleans in."""
    if type(value) is not int or not lowest <= value <= highest:
        raise ValueError(message)


@dataclass(frozen=True)
class Entry:
    """One resource or charge: `cents` received or paid over `over_months` months.

    Three pay slips are one entry over 3 months; a yearly bonus is one over 12.
    """

    kind: str
    label: str
    cents: int
    over_months: int = 1

    def __post_init__(self) -> None:
        whole_number(
            self.cents,
            0,
            MOST_CENTS,
            f"« {self.label} » : le montant doit être compris entre 0 et "
            f"{format_cents(MOST_CENTS)}.",
        )
        whole_number(
            self.over_months,
            1,
            LONGEST,
            f"« {self.label} » : la durée doit être comprise entre 1 et {LONGEST} mois.",
        )

    @property
    def monthly_cents(self) -> int:
        return divide(self.cents, self.over_months)


@dataclass(frozen=True)
class Member:
    """One person of the household; `presence` is the percentage of time spent in it.

    A child in alternating residence is present 50 % of the time.
    """

    age: int
    presence: int = WHOLE

    def __post_init__(self) -> None:
        whole_number(self.age, 0, OLDEST, f"L’âge doit être compris entre 0 et {OLDEST} ans.")
        whole_number(
            self.presence, 1, WHOLE, "Le temps de présence doit être compris entre 1 et 100 %."
        )


@dataclass(frozen=True)
class RavInputs:
    resources: tuple[Entry, ...]
    charges: tuple[Entry, ...]
    members: tuple[Member, ...]

    def __post_init__(self) -> None:
        whole_number(
            len(self.members),
            1,
            MOST_MEMBERS,
            f"Le foyer doit compter entre 1 et {MOST_MEMBERS} personnes.",
        )
        if max(member.presence for member in self.members) < WHOLE:
            raise ValueError("Une personne au moins doit vivre tout le temps dans le foyer.")

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RavInputs:
        return cls(
            resources=tuple(Entry(**row) for row in data["resources"]),
            charges=tuple(Entry(**row) for row in data["charges"]),
            members=tuple(Member(**row) for row in data["members"]),
        )
