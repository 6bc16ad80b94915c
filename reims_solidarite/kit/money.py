"""Amounts are integer cents; this module reads them, writes them and rounds them. Pure Python.

There is one rounding in the portal, `divide`: to the nearest cent, halves away from zero. All that
is not a whole number of cents goes through it, once, and the rounded result is what is stored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

NARROW_SPACE = "\u202f"
MINUS = "\u2212"
BASIS = 10_000
"""Basis points in one whole: 10 % is 1 000."""

LIMIT = 99_999_999_999
"""Largest amount read, in cents: the widest amount a SEPA transfer can carry."""

_SPACES = " \u00a0\u2009\u202f"
_AMOUNT = re.compile(
    rf"(?P<sign>[-+{MINUS}]?)"
    rf"(?P<whole>[0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+|[0-9]+)"
    rf"(?:[.,](?P<decimals>[0-9]{{1,2}}))?"
)
_UNIT = re.compile(r"(?:€|eur|euros?)$", re.IGNORECASE)


def euros(value: str | int | Decimal) -> int:
    """Cents of an amount in euros: text as people type it, whole euros, or an exact Decimal.

    Raises ValueError with a French sentence. A float is refused: it has already lost the cents.
    Thousands are separated by spaces only, because « 1.234 » reads two ways.
    """
    if isinstance(value, str):
        cents = _read(value)
    elif isinstance(value, bool | float):
        raise ValueError("Ce montant a perdu ses centimes exacts. Saisissez-le de nouveau.")
    elif isinstance(value, Decimal):
        if not value.is_finite() or value * 100 != (value * 100).to_integral_value():
            raise ValueError("Donnez un montant en euros avec deux décimales au plus.")
        cents = int(value * 100)
    else:
        cents = value * 100
    if abs(cents) > LIMIT:
        raise ValueError("Ce montant est trop grand. Vérifiez le nombre de chiffres.")
    return cents


def _read(text: str) -> int:
    stripped = _UNIT.sub("", text.strip(_SPACES + "\t\r\n")).rstrip(_SPACES)
    match = _AMOUNT.fullmatch(stripped)
    if match is None or len(stripped) > 30:
        raise ValueError("Écrivez un montant en euros, par exemple 1 234,56.")
    whole = int(re.sub(rf"[{_SPACES}]", "", match["whole"]))
    cents = whole * 100 + int((match["decimals"] or "0").ljust(2, "0"))
    return -cents if match["sign"] in ("-", MINUS) else cents


def format_cents(cents: int) -> str:
    """« 1 234,56 € », with narrow no-break spaces so that an amount never breaks over two lines."""
    return f"{plain_cents(cents, thousands=NARROW_SPACE, minus=MINUS)}{NARROW_SPACE}€"


def plain_cents(cents: int, *, thousands: str = "", decimal: str = ",", minus: str = "-") -> str:
    """« 1234,56 »: for files and input fields, where a spreadsheet must read a number."""
    whole, rest = divmod(abs(cents), 100)
    grouped = f"{whole:,}".replace(",", thousands)
    return f"{minus if cents < 0 else ''}{grouped}{decimal}{rest:02d}"


def divide(numerator: int, denominator: int) -> int:
    """The one rounding: nearest integer, halves away from zero."""
    if denominator == 0:
        raise ValueError("Division par zéro : le diviseur doit être différent de zéro.")
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    quotient, remainder = divmod(abs(numerator), abs(denominator))
    return sign * (quotient + (2 * remainder >= abs(denominator)))


def percent(cents: int, basis_points: int) -> int:
    """`basis_points` of an amount: `percent(cents, 1_000)` is 10 %."""
    return divide(cents * basis_points, BASIS)


def share(cents: int, part: int, whole: int) -> int:
    """`cents` × `part` ÷ `whole`, rounded once."""
    return divide(cents * part, whole)


def split_equally(cents: int, count: int) -> list[int]:
    """`count` amounts whose sum is exactly `cents`; the last one carries the remainder.

    The remainder goes last because a repayment plan ends with it: 1 000,00 € in 36 parts is
    35 × 27,77 € then 28,05 €.
    """
    if count < 1 or cents < 0:
        raise ValueError("Partagez un montant positif en une part au moins.")
    part, remainder = divmod(cents, count)
    return [part] * (count - 1) + [part + remainder]


def share_out(cents: int, weights: Sequence[int]) -> list[int]:
    """`cents` in proportion to the weights (no negative one): the sum is exact, each within a cent.

    The cents that rounding leaves go to the largest fractions; the first of equals.
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    parts = [divmod(cents * weight, whole) for weight in weights]
    left = cents - sum(part for part, _ in parts)
    largest = set(sorted(range(len(parts)), key=lambda index: -parts[index][1])[:left])
    return [part + (index in largest) for index, (part, _) in enumerate(parts)]
