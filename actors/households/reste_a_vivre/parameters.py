"""What the CCAS decides: no law defines the reste à vivre, so every choice is a dated parameter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

from actors.households.reste_a_vivre.inputs import Member

Divisor = Literal["persons", "units"]
Measure = Literal["person_day", "person_month", "household_month"]

MEASURES: Mapping[Measure, str] = {
    "person_day": "par jour et par personne",
    "person_month": "par mois et par personne",
    "household_month": "par mois pour le foyer",
}


@dataclass(frozen=True)
class Weights:
    """Hundredths of a consumption unit; the first weight goes to the oldest person."""

    first: int = 100
    other: int = 50
    child: int = 30
    child_below: int = 14

    def __post_init__(self) -> None:
        if min(self.first, self.other, self.child) < 1 or self.child_below < 0:
            raise ValueError("Chaque personne doit compter pour une part supérieure à zéro.")

    def of(self, members: tuple[Member, ...]) -> tuple[int, ...]:
        """The weight of each member, in the same order."""
        oldest = max(range(len(members)), key=lambda index: members[index].age)
        return tuple(
            self.first
            if index == oldest
            else self.child
            if member.age < self.child_below
            else self.other
            for index, member in enumerate(members)
        )


@dataclass(frozen=True)
class Threshold:
    """The threshold of households of at most `up_to` persons; None for all larger ones."""

    cents: int
    up_to: int | None = None


@dataclass(frozen=True)
class RavParameters:
    """One version of the rule. `charge_caps` gives the deductible kinds and their monthly caps."""

    version: str
    counted_resources: frozenset[str]
    charge_caps: Mapping[str, int | None]
    thresholds: tuple[Threshold, ...]
    measure: Measure = "person_day"
    divisor: Divisor = "persons"
    weights: Weights = field(default_factory=Weights)
    days_per_month: int = 30

    def __post_init__(self) -> None:
        if self.measure not in MEASURES or self.divisor not in get_args(Divisor):
            raise ValueError("Ce mode de calcul du reste à vivre n’existe pas.")
        if not 28 <= self.days_per_month <= 31:
            raise ValueError("Le nombre de jours par mois doit être compris entre 28 et 31.")
        if any(cap is not None and cap < 0 for cap in self.charge_caps.values()):
            raise ValueError("Le plafond d’une charge ne peut pas être négatif.")
        bounds = [row.up_to for row in self.thresholds]
        known = [bound for bound in bounds if bound is not None]
        if bounds[-1:] != [None] or len(known) != len(bounds) - 1 or known != sorted(set(known)):
            raise ValueError(
                "Donnez les seuils du plus petit foyer au plus grand ; le dernier vaut pour tous "
                "les foyers plus grands."
            )
        if any(row.cents < 0 for row in self.thresholds):
            raise ValueError("Un seuil ne peut pas être négatif.")

    def threshold_for(self, persons: int) -> int:
        return next(
            row.cents for row in self.thresholds if row.up_to is None or persons <= row.up_to
        )

    def to_json(self) -> dict[str, Any]:
        return {
            **asdict(self),
            "counted_resources": sorted(self.counted_resources),
            "charge_caps": dict(self.charge_caps),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RavParameters:
        return cls(
            **{
                **data,
                "counted_resources": frozenset(data["counted_resources"]),
                "thresholds": tuple(Threshold(**row) for row in data["thresholds"]),
                "weights": Weights(**data["weights"]),
            }
        )
