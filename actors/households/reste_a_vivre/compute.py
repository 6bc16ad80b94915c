"""The computation: each line, the totals, and the verdict against the threshold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from actors.households.reste_a_vivre.inputs import WHOLE, Entry, RavInputs
from actors.households.reste_a_vivre.parameters import MEASURES, RavParameters
from reims_solidarite.kit.money import divide, format_cents, plain_cents

FULL_UNIT = 100 * WHOLE
"""One person, or one consumption unit, present all the time."""


@dataclass(frozen=True)
class Line:
    """One declared line: what it is worth a month, what is kept of it, and why."""

    section: Literal["resource", "charge"]
    kind: str
    label: str
    monthly_cents: int
    counted_cents: int
    reason: str


@dataclass(frozen=True)
class RavResult:
    inputs: RavInputs
    parameters: RavParameters
    lines: tuple[Line, ...]
    resources_cents: int
    charges_cents: int
    divisor: int
    per_person_month_cents: int
    per_person_day_cents: int

    @property
    def total_cents(self) -> int:
        """Left to the household each month; negative when charges exceed resources."""
        return self.resources_cents - self.charges_cents

    def per_day_after(self, monthly_cents: int) -> int:
        """Per person and per day once `monthly_cents` more must be paid each month."""
        left = (self.total_cents - monthly_cents) * FULL_UNIT
        return divide(left, self.divisor * self.parameters.days_per_month)

    @property
    def measured_cents(self) -> int:
        """The figure that the parameters compare with the threshold."""
        return {
            "person_day": self.per_person_day_cents,
            "person_month": self.per_person_month_cents,
            "household_month": self.total_cents,
        }[self.parameters.measure]

    @property
    def threshold_cents(self) -> int:
        return self.parameters.threshold_for(len(self.inputs.members))

    @property
    def within_threshold(self) -> bool:
        """Compared as shown, in whole cents: the paper and the verdict cannot disagree."""
        return self.measured_cents <= self.threshold_cents

    @property
    def verdict(self) -> str:
        measured = f"{format_cents(self.measured_cents)} {MEASURES[self.parameters.measure]}"
        threshold = format_cents(self.threshold_cents)
        if not self.lines:
            return (
                f"Aucune ressource ni charge n’est saisie : le reste à vivre serait de {measured}, "
                f"pour un seuil de {threshold}. Saisissez le budget, ou vérifiez avec le ménage "
                "qu’il n’a vraiment rien."
            )
        if self.within_threshold:
            return (
                f"Le reste à vivre est de {measured}. Il ne dépasse pas le seuil de {threshold} : "
                "le foyer remplit cette condition."
            )
        return (
            f"Le reste à vivre est de {measured}. Il dépasse le seuil de {threshold} : "
            "le foyer ne remplit pas cette condition."
        )

    def explain(self) -> tuple[str, ...]:
        """The computation in sentences, in the order a person would do it on paper."""
        members = len(self.inputs.members)
        parts = plain_cents(divide(self.divisor, WHOLE))
        household = (
            f"Le foyer compte {members} personne{'s' if members > 1 else ''}, "
            f"soit {parts} part{'s' if self.divisor >= 2 * FULL_UNIT else ''}."
        )
        person = (
            f"Par personne : {format_cents(self.per_person_month_cents)} par mois, "
            f"{format_cents(self.per_person_day_cents)} par jour "
            f"(mois de {self.parameters.days_per_month} jours)."
        )
        return (
            *(f"{line.label} : {line.reason}" for line in self.lines),
            f"Ressources retenues : {format_cents(self.resources_cents)} par mois.",
            f"Charges retenues : {format_cents(self.charges_cents)} par mois.",
            f"Reste pour le foyer : {format_cents(self.total_cents)} par mois.",
            household,
            person,
            self.verdict,
            f"Règle appliquée : {self.parameters.version}.",
        )


def compute(inputs: RavInputs, parameters: RavParameters) -> RavResult:
    """Each quotient is taken from the exact total and rounded once, never from a rounded one."""
    lines = (
        *(_resource(entry, parameters) for entry in inputs.resources),
        *_charges(inputs.charges, parameters),
    )
    resources = sum(line.counted_cents for line in lines if line.section == "resource")
    charges = sum(line.counted_cents for line in lines if line.section == "charge")
    weights = (
        parameters.weights.of(inputs.members)
        if parameters.divisor == "units"
        else (100,) * len(inputs.members)
    )
    divisor = sum(
        weight * member.presence for weight, member in zip(weights, inputs.members, strict=True)
    )
    left = (resources - charges) * FULL_UNIT
    return RavResult(
        inputs=inputs,
        parameters=parameters,
        lines=lines,
        resources_cents=resources,
        charges_cents=charges,
        divisor=divisor,
        per_person_month_cents=divide(left, divisor),
        per_person_day_cents=divide(left, divisor * parameters.days_per_month),
    )


def _resource(entry: Entry, parameters: RavParameters) -> Line:
    counted = entry.kind in parameters.counted_resources
    amount = _monthly(entry)
    reason = f"{amount}, compté." if counted else f"{amount}, non compté par la règle."
    kept = entry.monthly_cents if counted else 0
    return Line("resource", entry.kind, entry.label, entry.monthly_cents, kept, reason)


def _charges(entries: tuple[Entry, ...], parameters: RavParameters) -> tuple[Line, ...]:
    """A cap holds for the whole kind: two electricity bills share one cap."""
    used: dict[str, int] = {}
    lines = []
    for entry in entries:
        amount, monthly = _monthly(entry), entry.monthly_cents
        kept, reason = monthly, f"{amount}, déduit."
        if entry.kind not in parameters.charge_caps:
            kept, reason = 0, f"{amount}, non déduit par la règle."
        elif (cap := parameters.charge_caps[entry.kind]) is not None:
            room = cap - used.get(entry.kind, 0)
            if monthly > room:
                kept = room
                reason = (
                    f"{amount}, déduit à hauteur de {format_cents(room)} "
                    f"(plafond de {format_cents(cap)} par mois)."
                )
        used[entry.kind] = used.get(entry.kind, 0) + kept
        lines.append(Line("charge", entry.kind, entry.label, monthly, kept, reason))
    return tuple(lines)


def _monthly(entry: Entry) -> str:
    monthly = f"{format_cents(entry.monthly_cents)} par mois"
    if entry.over_months == 1:
        return monthly
    return f"{format_cents(entry.cents)} sur {entry.over_months} mois, soit {monthly}"
