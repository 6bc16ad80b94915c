"""The RIB that a landlord proposed and nobody has answered."""

from __future__ import annotations

from secours_loyer.models import AccountProposal, RentRequest


def waiting_proposal(request: RentRequest) -> AccountProposal | None:
    """From the landlord who is the one of the request now; what is shown of it is the page's."""
    return AccountProposal.objects.waiting_for(request).first()
