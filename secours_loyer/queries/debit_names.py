"""Which order a debit may be about. The same as `models.debit_names_sql`."""

from __future__ import annotations

import re

# Overlapping: what is read is contained, wherever it starts.
_OURS = re.compile(r"(?=OP(20[0-9]{2})([0-9]{6}))", re.ASCII)
_CHEQUE = re.compile(r"(?=([0-9]{7}))", re.ASCII)


def named_orders(reference: str) -> set[str]:
    """Our references that this text holds, whatever its signs and case."""
    text = re.sub(r"[^0-9A-Za-z]+", "", reference, flags=re.ASCII).upper()
    return {f"OP-{year}-{number}" for year, number in _OURS.findall(text)}


def named_cheques(reference: str) -> set[str]:
    """Seven digits together: numbers that a cheque may have."""
    return set(_CHEQUE.findall(reference))
