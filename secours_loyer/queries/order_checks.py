"""The automatic checks of an order: why it may not go further, in sentences."""

from __future__ import annotations

from datetime import date

from secours_loyer.models import Channel, LandlordAccount, PaymentOrder
from secours_loyer.queries.account_alerts import named_otherwise
from secours_loyer.queries.ladder import stop_words
from secours_loyer.queries.lease import OCCUPATION, blocked_words, open_events, owed_words
from secours_loyer.states import AccountState


def account_words(account: LandlordAccount) -> str:
    """Why an account that is not active is not paid, and the way out of it."""
    stopped = stop_words(account)
    if stopped:
        return (
            f"{account}. {stopped}. Faites saisir et vérifier un autre compte du bailleur, retirez "
            "l’ordre de son lot s’il y est, puis reprenez-le et changez son compte."
        )
    return (
        f"Le compte {account} est « {account.get_state_display().lower()} » : faites-le vérifier."
    )


def problems_of(order: PaymentOrder, *, on: date) -> list[str]:
    """Empty when the order may be checked and approved. Needs `award__decision__request…`."""
    request = order.award.decision.request
    lease, account = request.tenancy, order.account
    found = []
    if account.state != AccountState.ACTIVE:
        found.append(account_words(account))
    if account.landlord_id != lease.landlord_id:
        found.append("Le compte n’appartient pas au bailleur de ce logement.")
    if account.holder != order.payee_name:
        found.append("Le bénéficiaire n’est pas le titulaire du compte.")
    if not account.lifted_reason and named_otherwise(account):
        found.append(
            "Le titulaire du compte n’est pas le bailleur, et personne n’a écrit pourquoi : "
            "bloquez ce compte, puis faites-en saisir et vérifier un autre."
        )
    if order.channel == Channel.REGIE and not account.payee_check:
        found.append(
            "La banque n’a pas contrôlé le nom du titulaire : notez sa réponse sur la page du "
            "compte, ou changez de circuit."
        )
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
