"""The nominative list of beneficiaries and amounts that the accountant asks for. Pure Python.

Supporting document of CGCT annexe I, rubrique 6112, for aid paid to a third party. It says who,
how much, for which months and by which decision; never resources, nor why the household needed it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reims_solidarite.kit.dates import Period
from reims_solidarite.kit.long_list import render_list
from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.spreadsheets import CellValue, euros_cell, write_csv, write_xlsx
from reims_solidarite.kit.transitions import Refused

HEADINGS = (
    "Ordre",
    "Bénéficiaire",
    "Bailleur payé",
    "Du",
    "Au",
    "Décision",
    "Date de la décision",
    "Montant (euros)",
)


@dataclass(frozen=True)
class NominativeLine:
    """One order; `months` are the months of rent that the aid pays."""

    reference: str
    beneficiary: str
    landlord: str
    months: Period
    decision: str
    decided_on: date
    cents: int

    def __post_init__(self) -> None:
        if self.months.end is None:
            raise Refused(f"Indiquez la fin de la période payée par l’ordre {self.reference}.")
        if not self.decision.strip():
            raise Refused(f"L’ordre {self.reference} n’a pas de numéro de décision.")
        if type(self.cents) is not int or self.cents <= 0:
            raise Refused(f"Le montant de l’ordre {self.reference} n’est pas possible.")


@dataclass(frozen=True)
class NominativeList:
    reference: str
    issuer: str
    established_on: date
    lines: tuple[NominativeLine, ...]

    def __post_init__(self) -> None:
        if not self.lines:
            raise Refused("La liste est vide. Ajoutez au moins un ordre de paiement.")

    @property
    def total_cents(self) -> int:
        return sum(line.cents for line in self.lines)


def list_csv(listing: NominativeList) -> bytes:
    return write_csv(HEADINGS, _rows(listing))


def list_xlsx(listing: NominativeList) -> bytes:
    return write_xlsx(HEADINGS, _rows(listing), title=f"Liste {listing.reference}")


def list_pdf(listing: NominativeList, *, at: datetime) -> bytes:
    return render_list(list_data(listing), at=at)


def list_data(listing: NominativeList) -> dict[str, Any]:
    """What the shared sheet template prints."""
    count = len(listing.lines)
    return {
        "title": f"Liste nominative des bénéficiaires, lot {listing.reference}",
        "landscape": True,
        "context": [
            listing.issuer,
            f"Établie le {listing.established_on:%d/%m/%Y}.",
            "Aides facultatives au loyer versées au bailleur.",
        ],
        "body": [
            {
                "kind": "table",
                "headings": list(HEADINGS),
                "align": ["left"] * (len(HEADINGS) - 1) + ["right"],
                "widths": [3, 4, 4, 2, 2, 3, 2, 2],
                "rows": [_printed(line) for line in listing.lines],
                "total": [
                    f"{count} ordre{'s' if count > 1 else ''}",
                    *[""] * (len(HEADINGS) - 2),
                    format_cents(listing.total_cents),
                ],
            }
        ],
    }


def _rows(listing: NominativeList) -> list[list[CellValue]]:
    """The lines only: a total row would be imported as one more beneficiary."""
    return [
        [
            line.reference,
            line.beneficiary,
            line.landlord,
            line.months.start,
            line.months.last_day(),
            line.decision,
            line.decided_on,
            euros_cell(line.cents),
        ]
        for line in listing.lines
    ]


def _printed(line: NominativeLine) -> list[str]:
    last = line.months.last_day()
    return [
        line.reference,
        line.beneficiary,
        line.landlord,
        f"{line.months.start:%d/%m/%Y}",
        f"{last:%d/%m/%Y}" if last else "",
        line.decision,
        f"{line.decided_on:%d/%m/%Y}",
        format_cents(line.cents),
    ]
