"""What the till sends: units by lot, read from the inputs « lot-<id> »."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from reims_solidarite.kit.transitions import Refused

PREFIX = "lot-"
MOST_UNITS = 1_000


def read_basket(posted: Mapping[str, str]) -> dict[int, int]:
    """Lot id to units; lines left empty or at zero are not in the basket."""
    basket = {}
    for name, text in posted.items():
        lot = name.removeprefix(PREFIX)
        if lot == name or not lot.isdecimal() or len(lot) > 12:
            continue
        typed = text.strip()
        if typed in {"", "0"}:
            continue
        if not (typed.isascii() and typed.isdecimal()) or int(typed[:9]) > MOST_UNITS:
            raise Refused("Une quantité est un nombre entier, sans virgule.")
        basket[int(lot)] = int(typed)
    return basket


def read_key(text: str) -> uuid.UUID:
    """The ticket's own number, made by the page."""
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Refused("Cette page est abîmée : recommencez le passage.") from None
