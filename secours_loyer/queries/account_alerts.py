"""What makes an account worth a second look before public money goes there."""

from __future__ import annotations

from secours_loyer.iban import bic_problem
from secours_loyer.models import LandlordAccount, PayeeCheck


def named_otherwise(account: LandlordAccount) -> bool:
    """The holder's name is not the landlord's: titles, legal forms and accents apart."""
    return LandlordAccount.objects.named_otherwise().filter(pk=account.pk).exists()


def alerts_of(account: LandlordAccount) -> list[str]:
    """French sentences; an account with one is not made active without somebody saying so."""
    alerts = []
    if named_otherwise(account):
        alerts.append(
            f"Le titulaire, « {account.holder} », ne porte pas le nom du bailleur, "
            f"« {account.landlord.legal_name} »."
        )
    if account.payee_check == PayeeCheck.NO_MATCH:
        alerts.append("La banque répond que le nom du titulaire ne correspond pas à ce numéro.")
    others = (
        LandlordAccount.objects.sharing(account)
        .order_by("landlord__name")
        .values_list("landlord__name", flat=True)
        .distinct()
    )
    if names := list(others[:5]):
        alerts.append(f"Ce numéro de compte est aussi celui de : {', '.join(names)}.")
    doubted = LandlordAccount.objects.filter(iban=account.iban).exclude(blocked_reason="")
    reasons = doubted.exclude(pk=account.pk).values_list("blocked_reason", flat=True)[:5]
    alerts += [f"Ce numéro de compte a déjà été bloqué : {reason}" for reason in reasons]
    if account.foreign:
        alerts.append(f"Ce compte est tenu à l’étranger ({account.iban[:2]}).")
    if problem := bic_problem(account.bic, account.iban):
        alerts.append(problem)
    return alerts
