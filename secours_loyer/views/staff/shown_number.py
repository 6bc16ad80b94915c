"""Who reads an account number whole."""

from __future__ import annotations

from actors import rules
from actors.models import User
from secours_loyer.iban import display
from secours_loyer.models import LandlordAccount


def shown_number(account: LandlordAccount, user: User) -> str:
    """Whole for those who check or approve a payment, masked for everyone else."""
    whole = (rules.FINANCE | rules.APPROVER).allows(user)
    return display(account.iban) if whole else account.masked
