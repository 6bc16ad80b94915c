"""The same computation again, from what was kept: same facts, same rules, same result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from reims_solidarite.kit.money import format_cents, plain_cents
from secours_loyer.models import Assessment
from secours_loyer.scale import Proposal, ScaleInputs, ScaleParameters, propose


@dataclass(frozen=True)
class Line:
    """One sentence as it was kept, and as it comes out now."""

    kept: str
    again: str

    @property
    def same(self) -> bool:
        return self.kept == self.again


@dataclass(frozen=True)
class Recheck:
    """`again_cents` is None when what was kept can no longer be read."""

    kept_cents: int
    again_cents: int | None
    lines: tuple[Line, ...] = ()

    @property
    def same(self) -> bool:
        return self.again_cents == self.kept_cents and all(line.same for line in self.lines)


def run_again(assessment: Assessment) -> Proposal:
    """The same computation from what was kept, whatever the rules became since."""
    return propose(
        ScaleInputs.from_json(assessment.inputs), ScaleParameters.from_json(assessment.parameters)
    )


def lines_of(proposal: Proposal) -> list[str]:
    """The whole computation in sentences, as an assessment keeps it."""
    return [*proposal.inputs.rav.explain(), *proposal.explain()]


def recheck(assessment: Assessment) -> Recheck:
    """Compare to the cent and to the word; facts that make no sense are a difference."""
    try:
        again = run_again(assessment)
    except (ValueError, TypeError, KeyError):
        return Recheck(assessment.aid_cents, None)
    pairs = zip_longest(assessment.lines, lines_of(again), fillvalue="")
    lines = tuple(Line(kept, now) for kept, now in pairs)
    return Recheck(assessment.aid_cents, again.aid_cents, lines)


def assessment_faults() -> Iterator[str]:
    """One sentence for each computation that would not come out again."""
    rows = Assessment.objects.select_related("request").order_by("pk")
    for row in rows.iterator(chunk_size=500):
        if not recheck(row).same:
            yield (
                f"Calcul {row.pk} ({row.request.number}) : refait, il donne un autre résultat que "
                "celui qui est gardé."
            )


def facts_of(assessment: Assessment) -> list[dict[str, str]]:
    """The facts of the request that day, for a list of fields."""
    inputs = ScaleInputs.from_json(assessment.inputs)
    amounts = (
        ("Dette certifiée", inputs.debt_cents),
        ("Loyer et charges par mois", inputs.rent_cents),
        ("Aide au logement par mois", inputs.housing_benefit_cents),
        ("Autres financements", inputs.cofunding_cents),
        ("Apport du ménage", inputs.down_payment_cents),
        ("Aides déjà accordées sur la période", inputs.already_granted_cents),
    )
    return [{"label": label, "value": format_cents(cents)} for label, cents in amounts]


def rules_of(assessment: Assessment) -> list[dict[str, str]]:
    """The rules that were applied, for a list of fields."""
    rules = ScaleParameters.from_json(assessment.parameters)

    def limit(cents: int | None) -> str:
        return "Aucun" if cents is None else format_cents(cents)

    effort = rules.most_effort
    return [
        {"label": "Version", "value": rules.version},
        {"label": "Plafond par demande", "value": format_cents(rules.most_per_request_cents)},
        {"label": "Part de la dette", "value": f"{plain_cents(rules.most_of_debt)} %"},
        {"label": "Plafond du foyer sur la période", "value": limit(rules.most_per_period_cents)},
        {"label": "Aide minimale", "value": format_cents(rules.least_cents)},
        {
            "label": "Reste à vivre",
            "value": "Condition" if rules.rav_is_condition else "Pour information",
        },
        {
            "label": "Taux d’effort maximal",
            "value": "Aucun" if effort is None else f"{plain_cents(effort)} %",
        },
    ]
