"""The aid that the rules allow: the smallest of the bounds, or nothing, with the reasons."""

from __future__ import annotations

from dataclasses import dataclass

from reims_solidarite.kit.money import format_cents, percent
from secours_loyer.scale.funding import Funding
from secours_loyer.scale.indicators import Indicator, indicators
from secours_loyer.scale.parameters import ScaleInputs, ScaleParameters


@dataclass(frozen=True)
class Bound:
    """One upper limit of the aid."""

    label: str
    cents: int


@dataclass(frozen=True)
class Proposal:
    """What the rules allow; the commission decides."""

    inputs: ScaleInputs
    parameters: ScaleParameters
    indicators: tuple[Indicator, ...]
    bounds: tuple[Bound, ...]
    aid_cents: int
    reasons: tuple[str, ...]
    funding: Funding

    def explain(self) -> tuple[str, ...]:
        """Indicators, bounds and reasons as sentences, for the sheet of the commission."""
        return (
            *(indicator.sentence for indicator in self.indicators),
            *(f"{bound.label} : {format_cents(bound.cents)}." for bound in self.bounds),
            *self.reasons,
            f"Barème appliqué : {self.parameters.version}.",
        )


def propose(inputs: ScaleInputs, parameters: ScaleParameters) -> Proposal:
    readings = indicators(inputs, parameters)
    bounds = _bounds(inputs, parameters)
    lowest = min(bounds, key=lambda bound: bound.cents)
    failed = [reading.label for reading in readings if not reading.within]
    if failed:
        aid = 0
        reason = f"Pas d’aide proposée : condition non remplie ({', '.join(failed).lower()})."
    elif lowest.cents == 0:
        aid = 0
        reason = f"Pas d’aide proposée : {_inside(lowest.label)} est de {format_cents(0)}."
    elif lowest.cents < parameters.least_cents:
        aid = 0
        reason = (
            f"Pas d’aide proposée : le montant possible ({format_cents(lowest.cents)}) est "
            f"inférieur au minimum de {format_cents(parameters.least_cents)}."
        )
    else:
        aid = lowest.cents
        reason = f"Aide proposée : {format_cents(aid)}, limitée par {_inside(lowest.label)}."
    funding = Funding.of(
        debt_cents=inputs.debt_cents,
        aid_cents=aid,
        cofunding_cents=inputs.cofunding_cents,
        down_payment_cents=inputs.down_payment_cents,
    )
    plan = f"Reste à prévoir dans un plan d’apurement : {format_cents(funding.plan_cents)}."
    return Proposal(inputs, parameters, readings, bounds, aid, (reason, plan), funding)


def _bounds(inputs: ScaleInputs, parameters: ScaleParameters) -> tuple[Bound, ...]:
    need = inputs.debt_cents - inputs.cofunding_cents - inputs.down_payment_cents
    bounds = [
        Bound("Le reste de la dette après cofinancement et apport", need),
        Bound(
            "La part de la dette que l’aide peut couvrir",
            percent(inputs.debt_cents, parameters.most_of_debt),
        ),
        Bound("Le plafond par demande", parameters.most_per_request_cents),
    ]
    if (cap := parameters.most_per_period_cents) is not None:
        left = max(0, cap - inputs.already_granted_cents)
        bounds.append(Bound("Le plafond du foyer, aides déjà accordées déduites", left))
    if (credit := inputs.credits_left_cents) is not None:
        bounds.append(Bound("Le crédit disponible au budget", credit))
    return tuple(bounds)


def _inside(label: str) -> str:
    """The same label inside a sentence."""
    return label[0].lower() + label[1:]
