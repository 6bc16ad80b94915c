"""What may be written in a cell, and how text that a spreadsheet would run is made harmless."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

CellValue = str | int | Decimal | date | datetime | None

# Full-width forms are included: some programs fold them to the ASCII sign before evaluating.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
# A signed amount or a phone number: one sign, then digit groups, never a second operator.
_PLAIN_NUMBER = re.compile(r"[+-][0-9]+(?:[ .,\u00a0\u202f][0-9]+)*", re.ASCII)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def euros_cell(cents: int) -> Decimal:
    """An amount that the spreadsheet can add up."""
    return Decimal(cents).scaleb(-2)


def clean(text: str) -> str:
    """Without the control characters that XML and spreadsheets refuse."""
    return _FORBIDDEN.sub("", text)


def is_dangerous(text: str) -> bool:
    """Would a spreadsheet program run this text? Signed numbers and phones stay usable."""
    # Spaces, even invisible, are looked through: some programs trim before evaluating.
    seen = text.lstrip(" \u00a0\u200b\u202f\ufeff")
    return (text.startswith(_DANGEROUS) or seen.startswith(_DANGEROUS)) and not (
        _PLAIN_NUMBER.fullmatch(text)
    )
