"""The orders to pay by cheque, one to be signed by each landlord. Pure Python.

In an emergency the accountant accepts, in the place of a list, the order to pay that the payee
acquitted (CGCT annexe I, rubrique 6112).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reims_solidarite.kit.documents import render_pdf
from reims_solidarite.kit.money import format_cents


@dataclass(frozen=True)
class ChequeOrder:
    reference: str
    payee: str
    beneficiary: str
    label: str
    decision: str
    cents: int


def cheque_orders_pdf(
    reference: str, issuer: str, orders: Sequence[ChequeOrder], *, at: datetime
) -> bytes:
    return render_pdf("base/sheet.typ", cheque_orders_data(reference, issuer, orders), at=at)


def cheque_orders_data(
    reference: str, issuer: str, orders: Sequence[ChequeOrder]
) -> dict[str, Any]:
    """What the shared sheet template prints: the amounts, then the place of each signature."""
    return {
        "title": f"Ordres de paiement par chèque, lot {reference}",
        "context": [issuer, "Régie d’avances : aides facultatives au loyer versées au bailleur."],
        "body": [block for order in orders for block in _order(order)],
    }


def _order(order: ChequeOrder) -> list[dict[str, Any]]:
    return [
        {"kind": "heading", "text": f"Ordre {order.reference}"},
        {
            "kind": "table",
            "headings": ["À payer", "À qui", "Pour qui", "Décision"],
            "align": ["right", "left", "left", "left"],
            "widths": [2, 4, 4, 3],
            "rows": [[format_cents(order.cents), order.payee, order.beneficiary, order.decision]],
        },
        {"kind": "paragraph", "text": order.label},
        {
            "kind": "paragraph",
            "text": (
                "Chèque n° ....................  Pour acquit, le ....................\n"
                "Nom, qualité et signature du bailleur :\n\n"
            ),
        },
    ]
