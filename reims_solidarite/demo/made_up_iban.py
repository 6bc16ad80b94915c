"""Account numbers that no bank has."""

from __future__ import annotations


def made_up_iban(number: int) -> str:
    """A well-formed account of a bank code that no bank has (00000)."""
    bank, branch, account = 0, 1, number
    key = 97 - (89 * bank + 15 * branch + 3 * account) % 97
    basic = f"{bank:05d}{branch:05d}{account:011d}{key:02d}"
    check = 98 - int(f"{basic}152700") % 97
    return f"FR{check:02d}{basic}"
