"""The summary of a batch that the accountant pays: one line an order, and the total. Pure Python.

The spreadsheet is what the finance software takes in; the PDF is what people sign and file. Neither
names the household: the nominative list does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reims_solidarite.kit.long_list import render_list
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.spreadsheets import CellValue, euros_cell, write_csv
from reims_solidarite.kit.transitions import Refused

HEADINGS = (
    "Lot",
    "Ligne",
    "Ordre",
    "Exercice",
    "Pièce",
    "Imputation",
    "Tiers",
    "SIRET",
    "IBAN",
    "BIC",
    "Libellé",
    "Décision d’attribution",
    "Décision de paiement à un tiers",
    "Signée le",
    "Montant (euros)",
)
PAPERS = (
    "Délibération qui fixe les conditions de l’aide, déjà transmise",
    "Décision de paiement à un tiers, une par ordre, signée",
    "Liste nominative des bénéficiaires et des montants",
)


@dataclass(frozen=True)
class BordereauLine:
    """One order to pay by the accountant."""

    reference: str
    budget_year: int
    piece: int
    account: str
    payee: str
    siret: str
    iban: str
    bic: str
    label: str
    decision: str
    payment_decision: str
    signed_on: date
    cents: int

    def __post_init__(self) -> None:
        if not self.account:
            raise Refused(f"L’ordre {self.reference} n’a pas d’imputation. Saisissez le budget.")
        if self.piece <= 0:
            raise Refused(f"L’ordre {self.reference} n’a pas de numéro de pièce.")
        if not self.payment_decision:
            raise Refused(f"La décision de payer l’ordre {self.reference} n’est pas signée.")
        if type(self.cents) is not int or self.cents <= 0:
            raise Refused(f"Le montant de l’ordre {self.reference} n’est pas possible.")


@dataclass(frozen=True)
class Bordereau:
    reference: str
    issuer: str
    established_on: date
    execute_on: date
    lines: tuple[BordereauLine, ...]

    def __post_init__(self) -> None:
        if not self.lines:
            raise Refused("Ce lot est vide. Ajoutez au moins un ordre de paiement.")

    @property
    def total_cents(self) -> int:
        return sum(line.cents for line in self.lines)


def bordereau_csv(bordereau: Bordereau) -> bytes:
    """The lines only: a total row would be paid as one more order."""
    rows = enumerate(bordereau.lines, start=1)
    return write_csv(HEADINGS, [_cells(bordereau, rank, line) for rank, line in rows])


def bordereau_pdf(bordereau: Bordereau, *, at: datetime) -> bytes:
    return render_list(bordereau_data(bordereau), at=at)


def bordereau_data(bordereau: Bordereau) -> dict[str, Any]:
    """What the shared sheet template prints."""
    count = len(bordereau.lines)
    return {
        "title": f"Bordereau du lot {bordereau.reference}",
        "landscape": True,
        "context": [
            bordereau.issuer,
            f"Établi le {bordereau.established_on:%d/%m/%Y}.",
            f"À payer le {bordereau.execute_on:%d/%m/%Y}.",
            "Aides facultatives au loyer versées au bailleur.",
        ],
        "body": [
            {
                "kind": "table",
                "headings": [
                    *("Ligne", "Ordre", "Exercice, pièce, imputation", "Tiers et compte"),
                    *("Décision de paiement", "Montant"),
                ],
                "align": ["right", "left", "left", "left", "left", "right"],
                "widths": [1, 3, 2, 6, 3, 2],
                "rows": [_printed(rank, line) for rank, line in enumerate(bordereau.lines, 1)],
                "total": [
                    *("", f"{count} ordre{'s' if count > 1 else ''}", "", "", "Total"),
                    format_cents(bordereau.total_cents),
                ],
            },
            {"kind": "heading", "text": "Pièces justificatives (CGCT, annexe I, rubrique 6112)"},
            {"kind": "list", "items": list(PAPERS)},
            {"kind": "paragraph", "text": "Signature de l’ordonnateur :"},
        ],
    }


def _cells(bordereau: Bordereau, rank: int, line: BordereauLine) -> list[CellValue]:
    return [
        *(bordereau.reference, rank, line.reference, line.budget_year, line.piece),
        line.account,
        *(line.payee, line.siret, line.iban, line.bic, line.label),
        *(line.decision, line.payment_decision, line.signed_on, euros_cell(line.cents)),
    ]


def _printed(rank: int, line: BordereauLine) -> list[str]:
    return [
        str(rank),
        line.reference,
        f"{line.budget_year}\npièce {line.piece}\n{line.account}",
        f"{line.payee}\n{_grouped(line.iban)}\n{line.label}",
        f"{line.payment_decision}\nsignée le {line.signed_on:%d/%m/%Y}",
        format_cents(line.cents),
    ]


def _grouped(iban: str) -> str:
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))
