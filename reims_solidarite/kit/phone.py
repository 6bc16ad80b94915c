"""Telephone numbers: read as people write them, kept in one form. Pure Python.

Kept: ten digits for a French number (plan of the Arcep), else `+` and 7 to 15 digits (ITU-T E.164).
"""

from __future__ import annotations

import re

# The form kept, for a CHECK of the database: `+33` is always written `0`.
PHONE_FORM = r"^(0[1-9][0-9]{8}|\+(?!33)[1-9][0-9]{6,14})$"
LONGEST = 16
SAID = (
    "Écrivez un numéro de téléphone : dix chiffres qui commencent par 0 (03 26 00 00 00), ou « + » "
    "et l’indicatif du pays."
)
_WRITTEN_BETWEEN = re.compile("[\\s\u00a0\u00ad\u2009\u200b-\u200f\u202f\u2060\ufeff./\\-()]+")


def read_phone(text: str) -> str:
    """The number in the form kept; "" for no text. ValueError with a French sentence."""
    # A trunk zero in brackets is not dialled from abroad: +33 (0)3 26…
    number = _WRITTEN_BETWEEN.sub("", re.sub(r"^(\s*(?:\+|00)[\d\s]+)\(0\)", r"\1", text))
    if not number:
        if text.strip():
            raise ValueError(SAID)
        return ""
    number = re.sub(r"^00", "+", number)
    number = re.sub(r"^\+33", "0", number)
    if not re.fullmatch(PHONE_FORM, number, flags=re.ASCII):
        raise ValueError(SAID)
    return number
