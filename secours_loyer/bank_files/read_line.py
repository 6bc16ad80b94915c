"""What one line of a bank's or accountant's file says, whatever its format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from reims_solidarite.kit.money import LIMIT, euros

LONGEST_TEXT = 70
LONGEST_WORDING = 140
_UNSEEN = re.compile(r"[^\x20-\x7e\u00a0-\u024f\u2010-\u2026]+")
_AMOUNT = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,5})?", re.ASCII)
_DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", re.ASCII)


_OURS = re.compile(r"OP[^0-9A-Z]*(20[0-9]{2})[^0-9A-Z]*([0-9]{6})", re.ASCII)


class Said(StrEnum):
    """What happened to the payment."""

    PAID = "paye"
    BACK = "retour"
    RECEIVED = "recu"
    TAKEN = "pris_en_charge"
    HELD = "en_instance"
    VISA_REFUSED = "rejete_visa"
    REJECTED = "rejete"


@dataclass(frozen=True)
class ReadLine:
    """`cents` is None when the file gives no amount that can be trusted for this line."""

    said: Said
    reference: str
    cents: int | None
    currency: str = "EUR"
    code: str = ""
    words: str = ""
    day: date | None = None
    text: str = ""
    bank_reference: str = ""


@dataclass(frozen=True)
class ReadReturn:
    """A whole file. `accounts`: the IBANs of its statements, "" for one that gives none (the
    accountant's file has no statement)."""

    kind: str
    message: str
    lines: tuple[ReadLine, ...]
    accounts: frozenset[str] = frozenset()


def clean(text: str | None, most: int = LONGEST_TEXT) -> str:
    """A short text safe to keep and show; what is too long ends with « … » and so matches
    nothing."""
    seen = _UNSEEN.sub(" ", text or "").strip()
    return seen if len(seen) <= most else f"{seen[: most - 1]}…"


def our_reference(text: str) -> str:
    """« op 2026 000123 » is OP-2026-000123: a bank may change case, spaces and dashes, never a
    digit. What does not read as one of our references stays as it is, and matches nothing."""
    found = _OURS.fullmatch("".join(text.split()).upper())
    return f"OP-{found[1]}-{found[2]}" if found else text


def exact_cents(text: str | None) -> int | None:
    """Cents of « 600.00 », exactly; None when it is not a positive whole number of cents."""
    written = (text or "").strip()
    if not _AMOUNT.fullmatch(written):
        return None
    try:
        cents = euros(Decimal(written))
    except (InvalidOperation, ValueError):
        return None
    return cents if 0 < cents <= LIMIT else None


def read_day(text: str | None) -> date | None:
    """The day of « 2026-11-23 » or of « 2026-11-23T10:00:00 », of a year that payments have."""
    written = (text or "").strip()[:10]
    if not _DAY.fullmatch(written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
