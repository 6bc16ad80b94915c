"""The requests that may bring the RIB of an account: those of its landlord, once filed."""

from __future__ import annotations

from django.db.models import QuerySet

from secours_loyer.models import LandlordAccount, RentRequest
from secours_loyer.states import RequestState


def files_of(account: LandlordAccount) -> QuerySet[RentRequest]:
    """Newest first; whoever types accounts sees every request."""
    rows = RentRequest.objects.filter(tenancy__landlord=account.landlord_id)
    return rows.exclude(state=RequestState.DRAFT)
