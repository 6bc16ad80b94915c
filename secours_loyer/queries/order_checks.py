"""The automatic checks of an order: why it may not go further, in sentences."""

from __future__ import annotations

from datetime import date

from secours_loyer.models import PaymentOrder
from secours_loyer.queries.lease import OCCUPATION, blocked_words, open_events, owed_words
from secours_loyer.states import AccountState


def problems_of(order: PaymentOrder, *, on: date) -> list[str]:
    """Empty when the order may be checked and approved. Needs `award__decision__request…`."""
    request = order.award.decision.request
    lease, account = request.tenancy, order.account
    found = []
    if account.state != AccountState.ACTIVE:
        found.append(
            f"Le compte {account.masked} est « {account.get_state_display().lower()} » : "
            "faites-le vérifier."
        )
    if account.landlord_id != lease.landlord_id:
        found.append("Le compte n’appartient pas au bailleur de ce logement.")
    if account.holder != order.payee_name:
        found.append("Le bénéficiaire n’est pas le titulaire du compte.")
    found += [blocked_words(event) for event in open_events(lease)]
    if OCCUPATION in owed_words(request) and OCCUPATION not in order.label:
        found.append(
            "Le bail est résilié : reprenez l’ordre et changez-le, son libellé dira « indemnités "
            "d’occupation »."
        )
    if order.award.revoked_at is not None:
        found.append("L’aide a été remplacée par une autre décision.")
    if order.budget_year != on.year:
        found.append(f"L’ordre est sur l’exercice {order.budget_year} : reprenez-le sur {on.year}.")
    return found
