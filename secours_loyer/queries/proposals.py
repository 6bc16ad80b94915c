"""The RIB that a landlord proposed and nobody has answered."""

from __future__ import annotations

from actors.models import User
from secours_loyer.models import AccountProposal, LandlordAccount, RentRequest


def waiting_proposal(request: RentRequest) -> AccountProposal | None:
    """From the landlord who is the one of the request now; what is shown of it is the page's."""
    return AccountProposal.objects.waiting_for(request).first()


def opened_its_link(account: LandlordAccount, user: User) -> bool:
    """The number was proposed through a link to the landlord that this person opened."""
    return account.proposals.filter(link__created_by=user).exists()
