"""What keeps a granted aid from being paid, for the page of its file: the landlord's account, an
order that failed. The same words for whoever acts and for whoever waits."""

from __future__ import annotations

from collections.abc import Sequence

from reims_solidarite.kit.money import format_cents
from secours_loyer.models import Decision, LandlordAccount, Outcome, PaymentOrder, RentRequest
from secours_loyer.states import DEAD_ORDER, FAILED, PAYABLE, AccountState

NO_ACCOUNT = (
    "Le compte du bailleur manque : l’accueil ou l’instructeur le saisit sur ce dossier, d’après "
    "un RIB."
)
TO_CALL = (
    "Le compte du bailleur est saisi, pas encore vérifié : une autre personne (cadre ou dépenses) "
    "rappelle le bailleur depuis la page du compte."
)
TO_LIFT = (
    "Le compte du bailleur a une alerte à lever : une autre personne (cadre ou dépenses) écrit "
    "l’explication sur la page du compte."
)


def to_pay(request: RentRequest, decision: Decision | None, orders: Sequence[PaymentOrder]) -> bool:
    """Granted, and no order pays it nor is on its way."""
    return (
        decision is not None
        and decision.outcome == Outcome.GRANTED
        and request.state in PAYABLE
        and all(order.state in DEAD_ORDER for order in orders)
    )


def account_missing(accounts: Sequence[LandlordAccount]) -> str:
    """Why no account of the landlord may be paid yet, and who goes on; or nothing."""
    states = {account.state for account in accounts}
    if AccountState.ACTIVE in states:
        return ""
    if AccountState.TYPED in states:
        return TO_CALL
    return TO_LIFT if AccountState.VERIFIED in states else NO_ACCOUNT


def failed_words(orders: Sequence[PaymentOrder]) -> str:
    """The last order, if it failed: its reason in words, and what follows."""
    last = max(orders, key=lambda order: order.pk, default=None)
    if last is None or last.state not in FAILED:
        return ""
    why = f" {last.reason.rstrip('.')}." if last.reason else ""
    return (
        f"L’ordre {last.end_to_end_id} de {format_cents(last.amount_cents)} n’a pas payé "
        f"({last.get_state_display().lower()}).{why} Le gestionnaire des dépenses en prépare un "
        "autre."
    )
