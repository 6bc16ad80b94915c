"""« Où en est ma demande » : one page to hand over, in the words of the partner's page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import french_date
from secours_loyer.letters.decision import APPEAL
from secours_loyer.letters.letterhead import paragraph
from secours_loyer.models import RentRequest
from secours_loyer.queries.follow import followed


def follow_sheet(request: RentRequest, *, at: datetime) -> dict[str, Any]:
    """The data of `base/sheet.typ`."""
    told = followed(request)
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
        rows = told["plan"].instalments.all()
        body += [
            {"kind": "heading", "text": "Votre plan d’apurement"},
            {
                "kind": "table",
                "headings": ["Échéance", "Montant"],
                "align": ["left", "right"],
                "widths": [3, 1],
                "rows": [[french_date(row.due_on), format_cents(row.cents)] for row in rows],
            },
        ]
    if told["decided"]:
        body += [{"kind": "heading", "text": "Si vous n’êtes pas d’accord"}, paragraph(APPEAL)]
    return {
        "title": f"Où en est ma demande {request.number}",
        "context": f"{request.household.name}, le {french_date(paris_day(at))}.",
        "body": body,
    }
