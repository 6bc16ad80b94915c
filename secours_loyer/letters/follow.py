"""« Où en est ma demande » : one page to hand over, in the words of the partner's page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import count, french_date
from secours_loyer.letters.decision import APPEAL
from secours_loyer.letters.letterhead import paragraph, reach_us
from secours_loyer.models import RentRequest, RepaymentPlan
from secours_loyer.queries.follow import followed
from secours_loyer.queries.plan_facts import Line, lines_of, with_facts
from secours_loyer.states import PlanState


def follow_sheet(request: RentRequest, *, at: datetime) -> dict[str, Any]:
    """The data of `base/sheet.typ`."""
    told = followed(request, reasons=True)
    asked = reach_us(paris_day(at))
    awaited = [line["label"] for line in told["checklist"] if line["missing"]]
    body: list[dict[str, Any]] = [
        {"kind": "heading", "text": told["state"]},
        paragraph(told["next"]),
        {
            "kind": "table",
            "headings": ["Votre demande", ""],
            "widths": [2, 3],
            "rows": [[line["label"], line["value"]] for line in told["lines"]],
        },
    ]
    if awaited and told["open"]:
        body += [
            {"kind": "heading", "text": "Pièces attendues"},
            {"kind": "list", "items": awaited},
        ]
    if told["history"]:
        body += [
            {"kind": "heading", "text": "Ce qui s’est passé"},
            {
                "kind": "list",
                "items": [f"{one['date']} : {one['title']}" for one in told["history"]],
            },
        ]
    if told["plan"]:
        body += _plan(told["plan"], on=paris_day(at))
    if told["decided"]:
        body += [{"kind": "heading", "text": "Si vous n’êtes pas d’accord"}, paragraph(APPEAL)]
    body += [{"kind": "heading", "text": "Une question ?"}, *asked] if asked else []
    return {
        "title": f"Où en est ma demande {request.number}",
        "context": f"{request.household.name}, le {french_date(paris_day(at))}.",
        "body": body,
    }


def _plan(plan: RepaymentPlan, *, on: date) -> list[dict[str, Any]]:
    """What is paid beside the rent, what the landlord received, and each instalment."""
    lines = lines_of(with_facts(plan), on=on)
    received = sum(line.received_cents for line in lines)
    whole, number = format_cents(plan.total_cents), count(len(lines), "échéance,échéances")
    told = [f"En plus du loyer de chaque mois, vous payez à votre bailleur {whole} en {number}."]
    if plan.state == PlanState.PROPOSED:
        told.append(
            "Ce plan n’est pas encore signé : il commence quand vous et votre bailleur l’avez "
            "signé. D’ici là, aucune échéance n’est attendue."
        )
    else:
        left = format_cents(plan.total_cents - received)
        told.append(
            f"Votre bailleur a reçu {format_cents(received)} ; il reste {left} à lui payer."
        )
    if plan.state == PlanState.SUSPENDED:
        told.append(
            "Le plan est suspendu : aucune échéance n’est attendue tant qu’il l’est. Le loyer de "
            "chaque mois, lui, reste à payer."
        )
    if plan.state == PlanState.ALERT:
        told.append("Une échéance ou un loyer n’est pas payé : appelez-nous vite.")
    return [
        {"kind": "heading", "text": "Votre plan d’apurement"},
        paragraph(" ".join(told)),
        {
            "kind": "table",
            "headings": ["À payer au bailleur au plus tard le", "Montant", "Ce que nous savons"],
            "align": ["left", "right", "left"],
            "widths": [3, 2, 3],
            "rows": [_instalment(line) for line in lines],
        },
    ]


def _instalment(line: Line) -> list[str]:
    said = line.state.label
    if line.received_cents and not line.settled:
        said = f"{said} : {format_cents(line.received_cents)} reçus"
    return [french_date(line.instalment.due_on), format_cents(line.instalment.cents), said]
