"""What the CCAS decides for rent aid, and the facts of one request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from actors.households.reste_a_vivre import RavInputs, RavParameters, RavResult, compute
from reims_solidarite.kit.money import BASIS

WORDING = 2
"""2: the quotient is explained with every number it is made of."""


@dataclass(frozen=True)
class ScaleParameters:
    """One dated version. A limit set to None is shown for information but is no condition."""

    version: str
    most_per_request_cents: int
    most_of_debt: int
    """Share of the certified debt that aid may cover, in basis points."""

    most_per_period_cents: int | None = None
    """Sum of the aids of one household over the period that the CCAS counts."""

    least_cents: int = 0
    rav_is_condition: bool = True
    most_effort: int | None = None
    """Highest (rent − housing benefit) ÷ resources, in basis points."""

    most_quotient_cents: int | None = None
    wording: int = 1
    """Which sentences explain: what was kept before 2 is said again as it was kept."""

    def __post_init__(self) -> None:
        amounts = (
            self.most_per_request_cents,
            self.most_per_period_cents,
            self.least_cents,
            self.most_effort,
            self.most_quotient_cents,
        )
        if any(amount is not None and amount < 0 for amount in amounts):
            raise ValueError("Un plafond ne peut pas être négatif.")
        if not 0 <= self.most_of_debt <= BASIS:
            raise ValueError("La part de la dette doit être comprise entre 0 et 100 %.")

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ScaleParameters:
        return cls(**data)


@dataclass(frozen=True)
class ScaleInputs:
    """The facts of one request; `rent_cents` is a month of rent and charges."""

    rav: RavResult
    debt_cents: int
    rent_cents: int
    housing_benefit_cents: int = 0
    cofunding_cents: int = 0
    down_payment_cents: int = 0
    already_granted_cents: int = 0
    credits_left_cents: int | None = None

    def __post_init__(self) -> None:
        if self.debt_cents <= 0:
            raise ValueError("Indiquez une dette supérieure à zéro.")
        others = (
            self.rent_cents,
            self.housing_benefit_cents,
            self.cofunding_cents,
            self.down_payment_cents,
            self.already_granted_cents,
            self.credits_left_cents or 0,
        )
        if min(others) < 0:
            raise ValueError("Aucun montant de la demande ne peut être négatif.")
        if self.cofunding_cents + self.down_payment_cents > self.debt_cents:
            raise ValueError("Le cofinancement et l’apport ne peuvent pas dépasser la dette.")

    def to_json(self) -> dict[str, Any]:
        """The reste à vivre is stored as what it was computed from, and computed again."""
        amounts = {name: value for name, value in self.__dict__.items() if name != "rav"}
        return {
            **amounts,
            "rav_inputs": self.rav.inputs.to_json(),
            "rav_parameters": self.rav.parameters.to_json(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ScaleInputs:
        amounts = dict(data)
        inputs = RavInputs.from_json(amounts.pop("rav_inputs"))
        parameters = RavParameters.from_json(amounts.pop("rav_parameters"))
        return cls(rav=compute(inputs, parameters), **amounts)
