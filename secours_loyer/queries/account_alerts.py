"""What makes an account worth a second look before public money goes there."""

from __future__ import annotations

from secours_loyer.models import LandlordAccount


def alerts_of(account: LandlordAccount) -> list[str]:
    """French sentences; an account with one is not made active without somebody saying so."""
    alerts = []
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
    return alerts
