"""The quotient in words: every number it is made of, and which scale of parts divides it."""

from __future__ import annotations

from collections.abc import Sequence

from actors.households.reste_a_vivre.compute import FULL_UNIT
from actors.households.reste_a_vivre.inputs import WHOLE
from reims_solidarite.kit.money import divide, format_cents, plain_cents
from secours_loyer.scale.parameters import ScaleInputs


def explained(inputs: ScaleInputs, weights: Sequence[int], units: int, value: int) -> str:
    """Resources, what is deducted, the units one by one, the figure."""
    resources = inputs.rav.resources_cents
    rent, benefit = inputs.rent_cents, inputs.housing_benefit_cents
    housing = max(0, rent - benefit)
    total = plain_cents(divide(units, WHOLE))
    return (
        f"Quotient social, ce qu’il divise : ressources de {format_cents(resources)}, moins le "
        f"loyer restant à payer de {format_cents(housing)} (loyer et charges "
        f"{format_cents(rent)}, aide au logement {format_cents(benefit)}), soit "
        f"{format_cents(resources - housing)}. Il le divise par {total} unité"
        f"{'s' if units >= 2 * FULL_UNIT else ''} de consommation, personne par personne : "
        f"{_sum(inputs, weights)} ({_scale(inputs)}). {_other_scale(inputs)}"
        f"Le quotient social est de {format_cents(value)} par unité et par mois."
    )


def _sum(inputs: ScaleInputs, weights: Sequence[int]) -> str:
    """« 1,00 + 0,50 × 0,50 »: a second figure is the part of the time spent in the household."""
    terms = []
    for weight, member in zip(weights, inputs.rav.inputs.members, strict=True):
        part = "" if member.presence == WHOLE else f" × {plain_cents(member.presence)}"
        terms.append(f"{plain_cents(weight)}{part}")
    return " + ".join(terms)


def _scale(inputs: ScaleInputs) -> str:
    rule = inputs.rav.parameters.weights
    return (
        f"barème : {plain_cents(rule.first)} pour la personne la plus âgée, "
        f"{plain_cents(rule.other)} pour chaque autre, {plain_cents(rule.child)} avant "
        f"{rule.child_below} ans"
    )


def _other_scale(inputs: ScaleInputs) -> str:
    """Two scales that differ are each named."""
    if inputs.rav.parameters.divisor == "units":
        return "Le reste à vivre compte les mêmes parts. "
    parts = plain_cents(divide(inputs.rav.divisor, WHOLE))
    return (
        f"Ce ne sont pas les parts du reste à vivre, qui compte une part par personne ({parts}). "
    )
