"""Who reads an account number whole."""

from __future__ import annotations

from actors import rules
from actors.models import User
from secours_loyer.iban import display
from secours_loyer.models import LandlordAccount

WHOLE_NUMBER = rules.FINANCE | rules.APPROVER


def shown_number(account: LandlordAccount, user: User) -> str:
    """Whole for those who check or approve a payment, masked for everyone else."""
    return display(account.iban) if WHOLE_NUMBER.allows(user) else account.masked
