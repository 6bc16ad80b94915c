"""Certificates of hours, as tagged PDF: one person's, and an association's with their value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.dateformat import format as format_date

from epicerie.queries.given import Given, Span, Valuation
from epicerie.queries.hour_value import ValueLine
from reims_solidarite.kit.dates import Period
from reims_solidarite.kit.documents import render_pdf
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import count, duration, french_date, period

ISSUER = "Centre communal d’action sociale de Reims"
COUNTED = (
    "Les heures sont celles des feuilles de présence signées, et les heures hors ouverture que la "
    "coordination a notées."
)


def _span(span: Span) -> str:
    return period(Period(span.since, span.until))


def _render(title: str, body: list[dict[str, Any]], *, at: datetime) -> bytes:
    closing = [
        {"kind": "paragraph", "text": COUNTED},
        {"kind": "paragraph", "text": f"Fait à Reims, le {french_date(at)}."},
        {"kind": "paragraph", "text": "La coordination de l’épicerie sociale et solidaire"},
    ]
    data = {"title": title, "context": ISSUER, "body": [*body, *closing]}
    return render_pdf("base/sheet.typ", data, at=at)


def _value(title: str, lines: Sequence[ValueLine]) -> list[dict[str, Any]]:
    """The value of these minutes, rate by rate, and where each rate comes from."""
    return [
        {"kind": "heading", "text": title},
        {
            "kind": "table",
            "headings": ["Heures", "Valeur d’une heure", "Valeur"],
            "align": ["right", "right", "right"],
            "rows": [
                [
                    duration(line.minutes),
                    format_cents(line.rate.cents),
                    format_cents(line.cents),
                ]
                for line in lines
            ],
            "total": [
                duration(sum(line.minutes for line in lines)),
                "",
                format_cents(sum(line.cents for line in lines)),
            ],
        },
        *({"kind": "paragraph", "text": line.rate.sentence} for line in lines),
    ]


def volunteer_certificate(
    name: str, given: Given, span: Span, *, at: datetime, association: str = ""
) -> bytes:
    """`association`: the only one whose hours are told; empty for everything the person gave."""
    sent = f" pour {association}" if association else ""
    shifts = count(given.shifts, "ouverture,ouvertures")
    body: list[dict[str, Any]] = [
        {
            "kind": "paragraph",
            "text": f"Nous attestons que {name} a donné {duration(given.minutes)} de son temps "
            f"à l’épicerie sociale et solidaire de Reims{sent}, {_span(span)}, en {shifts}.",
        }
    ]
    if given.months:
        body.append(
            {
                "kind": "table",
                "headings": ["Mois", "Ouvertures", "Heures"],
                "align": ["left", "right", "right"],
                "widths": [3, 1, 1],
                "rows": [
                    [format_date(row.month, "F Y"), str(row.shifts), duration(row.minutes)]
                    for row in given.months
                ],
                "total": ["Total", str(given.shifts), duration(given.minutes)],
            }
        )
        body += _value("Valeur de ce temps", given.lines)
    return _render(f"Attestation de bénévolat – {name}", body, at=at)


def association_certificate(name: str, given: Valuation, span: Span, *, at: datetime) -> bytes:
    """Hours, people and value: what the association enters in its accounts 86 and 87."""
    people = count(len(given.people), "bénévole,bénévoles")
    body: list[dict[str, Any]] = [
        {
            "kind": "paragraph",
            "text": f"Nous attestons que {people} de {name} ont donné {duration(given.minutes)} "
            f"à l’épicerie sociale et solidaire de Reims, {_span(span)}.",
        }
    ]
    if given.people:
        body += [
            {"kind": "heading", "text": "Heures données"},
            {
                "kind": "table",
                "headings": ["Bénévole", "Ouvertures", "Heures", "Valeur"],
                "align": ["left", "right", "right", "right"],
                "widths": [4, 1, 1, 1],
                "rows": [
                    [p.name, str(p.shifts), duration(p.minutes), format_cents(p.cents)]
                    for p in given.people
                ],
                "total": [
                    "Total",
                    str(given.shifts),
                    duration(given.minutes),
                    format_cents(given.cents),
                ],
            },
            *_value("Valorisation (contributions volontaires en nature)", given.lines),
            {
                "kind": "paragraph",
                "text": "À inscrire au compte 86 (emplois des contributions volontaires en nature) "
                "et au compte 87 (contributions volontaires en nature : bénévolat).",
            },
        ]
    return _render(f"Heures de bénévolat – {name}", body, at=at)
