"""Where the payment of a granted aid stands, for staff, partners and the household alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secours_loyer.models import Decision, Letter, PaymentOrder, SentBy
from secours_loyer.states import PAYABLE, SETTLED, OrderState, RequestState

GOES_ON = " : le bailleur va être payé."
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
AWAITED, REFUSED = ("Accordée, à payer", "success"), ("Refusée", "danger")


def letter_words(letter: Letter | None) -> str:
    """Where the letter of the decision is: in the house until somebody noted that it left."""
    posting = getattr(letter, "posting", None)
    if posting is None:
        return "écrite, à poster"
    way = "remise en main propre" if posting.way == SentBy.HAND else "postée"
    return f"{way} le {posting.sent_on:%d/%m/%Y}"


def unpaid_again(orders: Sequence[PaymentOrder]) -> list[PaymentOrder]:
    """Orders whose money came back and that no other payment made good yet."""
    paid = {(row.award_id, row.tranche) for row in orders if row.state in SETTLED}
    return [
        row
        for row in orders
        if row.state == OrderState.RETURNED and (row.award_id, row.tranche) not in paid
    ]


def paying_of(
    state: str,
    decision: Decision | None,
    orders: Sequence[PaymentOrder],
    *,
    letter: Letter | None = None,
) -> Paying | None:
    """None where the state of the request says all there is to say; `letter` is the one of the
    decision, which only the words need. A closed file still says what was answered."""
    if decision is None or state not in (*PAYABLE, RequestState.CLOSED):
        return None
    found = _standing(state, decision, orders, letter)
    if found is None or state != RequestState.CLOSED:
        return found
    words = "La demande est refusée." if found.badge == REFUSED[0] else found.words
    return Paying(f"{words} Le dossier est clos.", f"{found.badge}, close", found.tone)


def _standing(
    state: str, decision: Decision, orders: Sequence[PaymentOrder], letter: Letter | None
) -> Paying | None:
    if unpaid_again(orders):
        return CAME_BACK
    paid = sum(row.amount_cents for row in orders if row.state in SETTLED)
    if paid:
        return PAID if paid >= decision.aid_cents else PARTLY
    if state == RequestState.GRANTED:
        return None
    told = letter_words(letter)
    if decision.aid_cents:
        words = f"L’aide est accordée, la lettre est {told}{GOES_ON}"
        return Paying(words, *AWAITED)
    words = f"La lettre de décision est {told}. Elle dit pourquoi et comment contester."
    return Paying(words, *REFUSED)
