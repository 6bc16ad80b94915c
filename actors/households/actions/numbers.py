"""Household numbers: gapless, because a missing number reads as a lost file."""

from sequences import get_next_value

SEQUENCE = "households"


def next_number() -> str:
    """« M0000001 ». Locks the sequence until the transaction ends: a rollback leaves no gap."""
    return f"M{get_next_value(SEQUENCE):07d}"  # type: ignore[no-untyped-call]
