"""IBAN: read as people paste it, checked down to the French RIB key, shown masked. Pure Python.

The international checksum alone passes accounts whose RIB key is wrong, which the bank rejects days
later: both are checked at entry. Structures, keys and the register of banks are those of schwifty
(docs/decisions/0070).
"""

from __future__ import annotations

import re

from schwifty import IBAN
from schwifty.exceptions import (
    InvalidBBANChecksum,
    InvalidCountryCode,
    InvalidLength,
    InvalidStructure,
    SchwiftyException,
)

# Members of the SEPA scheme since 2024 and 2025 (EPC409-09), younger than the library's list.
YOUNG_MEMBERS = frozenset({"AL", "MD", "ME", "MK", "RS"})
# What a copy from a PDF or a web page brings along without showing it.
_INVISIBLE = re.compile("[\\s\u00a0\u00ad\u2009\u200b-\u200f\u202f\u2060\ufeff]+")


def normalise(text: str) -> str:
    """Capitals without spaces or invisible characters; nothing else is changed."""
    return _INVISIBLE.sub("", text).upper()


def check_iban(text: str) -> str:
    """The normalised IBAN, or ValueError with a French sentence that names the failed control."""
    number = normalise(text)
    if number.startswith("IBAN"):
        number = number[4:].lstrip(":")
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", number):
        raise ValueError(
            "Recopiez l’IBAN tel qu’il est écrit sur le RIB : deux lettres, puis des chiffres."
        )
    try:
        if not _within_sepa(number):
            raise ValueError(
                f"Ce compte est dans un pays (« {number[:2]} ») hors de la zone de virement "
                "européenne (SEPA). Vérifiez les deux premières lettres, ou demandez un compte "
                "dans cette zone."
            )
        IBAN(number, validate_bban=True)
    except SchwiftyException as error:
        raise ValueError(_told(number, error)) from None
    return number


def bank_of(iban: str) -> str:
    """The bank that holds the account, as the register names it; empty when it knows none.

    Made-up account numbers have none; so have, for a while, those of a bank just founded.
    """
    return IBAN(iban, allow_invalid=True).bank_name or ""


def bic_problem(bic: str, iban: str) -> str:
    """Why this BIC does not go with this account, in French, or nothing: another country or, where
    the register knows the bank, another bank."""
    known = IBAN(iban, allow_invalid=True).bic
    if bic and bic[4:6] != iban[:2]:
        return f"Le BIC est d’un autre pays (« {bic[4:6]} ») que l’IBAN (« {iban[:2]} »)."
    if bic and known and bic[:4] != known[:4]:
        return f"Le BIC n’est pas celui de la banque de l’IBAN, {bank_of(iban)} ({known})."
    return ""


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


def _within_sepa(number: str) -> bool:
    try:
        return number[:2] in YOUNG_MEMBERS or IBAN(number, allow_invalid=True).in_sepa_zone
    except InvalidCountryCode:
        return False


def _told(number: str, error: SchwiftyException) -> str:
    country = number[:2]
    if isinstance(error, InvalidLength):
        expected = IBAN(number, allow_invalid=True).spec.iban_length
        return (
            f"Cet IBAN contient une erreur : il compte {len(number)} caractères, un IBAN "
            f"« {country} » en compte {expected}. Cherchez sur le RIB ce qui manque ou ce qui est "
            "en trop."
        )
    if isinstance(error, InvalidStructure):
        return (
            "Cet IBAN contient une erreur : il a une lettre là où l’on attend un chiffre, ou "
            "l’inverse. Vérifiez sur le RIB si un O est un zéro, ou un I un 1."
        )
    if isinstance(error, InvalidBBANChecksum):
        return (
            "La clé RIB de cet IBAN (les deux derniers chiffres) est fausse. Comparez le code de "
            "la banque, le guichet et le numéro de compte à ceux du RIB. S’ils y sont ainsi, ce "
            "RIB est faux ou mal imprimé : demandez-en un autre au bailleur."
        )
    return (
        f"Cet IBAN contient une erreur : sa clé (les deux chiffres après « {country} ») ne "
        "convient pas. Un caractère est faux, ou deux sont inversés : relisez chaque caractère "
        "sur le RIB."
    )
