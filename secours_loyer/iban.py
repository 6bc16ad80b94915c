"""IBAN: read as people paste it, checked down to the French RIB key, shown masked. Pure Python.

The international checksum alone passes accounts whose RIB key is wrong, which the bank rejects days
later: both are checked at entry.
"""

from __future__ import annotations

import re

from stdnum import iban as iban_checksum
from stdnum.exceptions import ValidationError

# Members of the SEPA scheme by IBAN prefix (French overseas departments use FR, Jersey uses GB).
SEPA = frozenset({
    "AD", "AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES",
    "FI", "FR", "GB", "GI", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT",
    "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO",
    "RS", "SE", "SI", "SK", "SM", "VA",
})  # fmt: skip
# What a copy from a PDF or a web page brings along without showing it.
_INVISIBLE = re.compile("[\\s\u00a0\u00ad\u2009\u200b-\u200f\u202f\u2060\ufeff]+")
_RIB_DIGITS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")
_FRENCH = frozenset({"FR", "MC"})


def normalise(text: str) -> str:
    """Capitals without spaces or invisible characters; nothing else is changed."""
    return _INVISIBLE.sub("", text).upper()


def check_iban(text: str) -> str:
    """The normalised IBAN, or ValueError with a French sentence."""
    number = normalise(text)
    if number.startswith("IBAN"):
        number = number[4:].lstrip(":")
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", number):
        raise ValueError(
            "Recopiez l’IBAN tel qu’il est écrit sur le RIB : deux lettres, puis des chiffres."
        )
    if number[:2] not in SEPA:
        raise ValueError(
            "Ce compte est dans un pays hors de la zone de virement européenne (SEPA). "
            "Demandez un compte dans un pays de cette zone."
        )
    try:
        # Without the national rules of the library: its lists of banks grow old.
        iban_checksum.validate(number, check_country=False)
    except ValidationError:
        raise ValueError(
            "Cet IBAN contient une erreur. Vérifiez chaque caractère sur le RIB."
        ) from None
    if number[:2] in _FRENCH and not _rib_key_is_right(number):
        raise ValueError("La clé RIB de cet IBAN est fausse. Vérifiez chaque caractère du RIB.")
    return number


def is_foreign(iban: str) -> bool:
    """Held outside France: accepted, but worth a second look before a public payment."""
    return not iban.startswith("FR")


def mask(iban: str) -> str:
    """Country and last four characters: enough to recognise, too little to copy."""
    return f"{iban[:2]}•• •••• {iban[-4:]}"


def display(iban: str) -> str:
    """Groups of four, as printed on a RIB."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def check_bic(text: str) -> str:
    """The normalised BIC, or ValueError with a French sentence."""
    bic = normalise(text)
    if not re.fullmatch(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", bic):
        raise ValueError("Recopiez le BIC tel qu’il est écrit sur le RIB : 8 ou 11 caractères.")
    return bic


def _rib_key_is_right(number: str) -> bool:
    rib = number[4:].translate(_RIB_DIGITS)
    bank, branch, account, key = int(rib[:5]), int(rib[5:10]), int(rib[10:21]), int(rib[21:])
    return (89 * bank + 15 * branch + 3 * account + key) % 97 == 0
