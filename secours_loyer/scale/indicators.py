"""Three readings of one situation, side by side, each against its own limit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reims_solidarite.kit.money import BASIS, divide, format_cents, plain_cents
from secours_loyer.scale.explained_quotient import explained
from secours_loyer.scale.parameters import ScaleInputs, ScaleParameters


@dataclass(frozen=True)
class Indicator:
    """`value` is in cents or in basis points; None when it cannot be computed."""

    name: Literal["rav", "effort", "quotient"]
    label: str
    value: int | None
    limit: int | None
    within: bool
    sentence: str


def indicators(inputs: ScaleInputs, parameters: ScaleParameters) -> tuple[Indicator, ...]:
    return _rav(inputs, parameters), _effort(inputs, parameters), _quotient(inputs, parameters)


def _rav(inputs: ScaleInputs, parameters: ScaleParameters) -> Indicator:
    rav = inputs.rav
    condition = parameters.rav_is_condition
    return Indicator(
        "rav",
        "Reste à vivre",
        rav.measured_cents,
        rav.threshold_cents if condition else None,
        rav.within_threshold or not condition,
        rav.verdict,
    )


def _effort(inputs: ScaleInputs, parameters: ScaleParameters) -> Indicator:
    label, limit = "Taux d’effort", parameters.most_effort
    paid = max(0, inputs.rent_cents - inputs.housing_benefit_cents)
    resources = inputs.rav.resources_cents
    if resources == 0:
        within = limit is None or paid == 0
        sentence = "Le foyer n’a pas de ressources retenues : le taux d’effort ne se calcule pas."
        return Indicator("effort", label, None, limit, within, sentence)
    value = divide(paid * BASIS, resources)
    sentence = (
        f"Le loyer restant à payer ({format_cents(paid)}) représente {_percentage(value)} "
        f"des ressources ({format_cents(resources)})."
    )
    within = limit is None or value <= limit
    return Indicator("effort", label, value, limit, within, sentence + _against(limit, within))


def _against(limit: int | None, within: bool) -> str:  # noqa: FBT001 two readings of one fact
    if limit is None:
        return ""
    return f" Le maximum de {_percentage(limit)} {'est respecté' if within else 'est dépassé'}."


def _quotient(inputs: ScaleInputs, parameters: ScaleParameters) -> Indicator:
    """(resources − housing) ÷ consumption units, whatever divisor the reste à vivre uses."""
    rav, limit = inputs.rav, parameters.most_quotient_cents
    members = rav.inputs.members
    weights = rav.parameters.weights.of(members)
    units = sum(weight * who.presence for weight, who in zip(weights, members, strict=True))
    housing = max(0, inputs.rent_cents - inputs.housing_benefit_cents)
    value = divide((rav.resources_cents - housing) * BASIS, units)
    if parameters.wording == 1:
        sentence = f"Le quotient social est de {format_cents(value)} par part et par mois."
    else:
        sentence = explained(inputs, weights, units, value)
    within = limit is None or value <= limit
    if limit is not None:
        verdict = "ne dépasse pas" if within else "dépasse"
        sentence += f" Il {verdict} le plafond de {format_cents(limit)}."
    return Indicator("quotient", "Quotient social", value, limit, within, sentence)


def _percentage(basis_points: int) -> str:
    return f"{plain_cents(basis_points)}\u202f%"
