"""Where the payment of a granted aid stands, for staff, partners and the household alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secours_loyer.models import Decision, PaymentOrder
from secours_loyer.states import SETTLED, OrderState, RequestState

BACK = "Le paiement est revenu : un nouveau versement suivra."


@dataclass(frozen=True)
class Paying:
    """The sentence; and the badge, when the payment says more than the state of the request."""

    words: str
    badge: str = ""
    tone: str = ""


PAID = Paying("L’aide est payée au bailleur.", "Payée", "success")
PARTLY = Paying(
    "Une partie de l’aide est payée au bailleur, le reste suit.", "Payée en partie", "info"
)
CAME_BACK = Paying(BACK, "Paiement revenu", "danger")
AWAITED = Paying("L’aide est accordée et la lettre est envoyée : le bailleur va être payé.")
REFUSED = Paying("La décision est envoyée. La lettre dit pourquoi et comment contester.")


def unpaid_again(orders: Sequence[PaymentOrder]) -> list[PaymentOrder]:
    """Orders whose money came back and that no other payment made good yet."""
    paid = {(row.award_id, row.tranche) for row in orders if row.state in SETTLED}
    return [
        row
        for row in orders
        if row.state == OrderState.RETURNED and (row.award_id, row.tranche) not in paid
    ]


def paying_of(
    state: str, decision: Decision | None, orders: Sequence[PaymentOrder]
) -> Paying | None:
    """None where the state of the request says all there is to say."""
    if decision is None or state not in (RequestState.GRANTED, RequestState.NOTIFIED):
        return None
    if unpaid_again(orders):
        return CAME_BACK
    paid = sum(row.amount_cents for row in orders if row.state in SETTLED)
    if paid:
        return PAID if paid >= decision.aid_cents else PARTLY
    if state == RequestState.GRANTED:
        return None
    return AWAITED if decision.aid_cents else REFUSED
