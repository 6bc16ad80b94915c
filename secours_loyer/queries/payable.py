"""What an order may pay, and which orders a batch may take; their pages ask the rule first."""

from __future__ import annotations

from django.db.models import QuerySet

from secours_loyer.models import LandlordAccount, PaymentOrder
from secours_loyer.states import AccountState, OrderState


def accounts_of(landlord: int) -> QuerySet[LandlordAccount]:
    """Active accounts of the landlord of the file."""
    return LandlordAccount.objects.filter(landlord=landlord, state=AccountState.ACTIVE)


def approved_orders(channel: str) -> QuerySet[PaymentOrder]:
    """Orders of a channel that two people approved and that are in no batch yet."""
    return PaymentOrder.objects.filter(state=OrderState.APPROVED, channel=channel).select_related(
        "account", "award__decision__request__household"
    )
