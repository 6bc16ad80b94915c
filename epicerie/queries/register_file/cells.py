"""What one cell says; ValueError in French when it says nothing that can be used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from epicerie.models import WEEKDAYS, Channel, Half, Language, Willing
from epicerie.queries.register_file.columns import plain
from reims_solidarite.kit.dates import parse_date

YES = {"oui", "o", "x", "vrai", "1", "true"}
NO = {"non", "n", "faux", "0", "false"}
CHANNELS = {
    "e mail": Channel.EMAIL.value,
    "email": Channel.EMAIL.value,
    "mail": Channel.EMAIL.value,
    "courriel": Channel.EMAIL.value,
    "telephone": Channel.PHONE.value,
    "tel": Channel.PHONE.value,
}
LANGUAGES = {
    "francais": Language.FRENCH.value,
    "anglais": Language.ENGLISH.value,
    "english": Language.ENGLISH.value,
    "ukrainien": Language.UKRAINIAN.value,
    "arabe": Language.ARABIC.value,
}
DAYS = {plain(words): weekday for weekday, words in WEEKDAYS}
HALVES = {"matin": (Half.MORNING.value,), "apres midi": (Half.AFTERNOON.value,)}
BOTH = (Half.MORNING.value, Half.AFTERNOON.value)
WILLING = {plain(str(words)): value for value, words in Willing.choices}
ANSWER = re.compile(r"^(\w+)(?: (matin|apres midi|journee))?(?: (.+))?$")


def one_of(typed: str, known: Mapping[str, str | int], what: str) -> str | int:
    """A known word, or the nearest one suggested."""
    if (value := known.get(plain(typed))) is not None:
        return value
    near = get_close_matches(plain(typed), known, n=1, cutoff=0.6)
    asked = f"vouliez-vous « {near[0]} » ?" if near else f"écrivez {' ou '.join(known)}."
    raise ValueError(f"{what} « {typed} » : {asked}")


def email(typed: str) -> str:
    """Lower case, as accounts hold it."""
    address = typed.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise ValueError(
            f"L’adresse « {typed} » n’est pas une adresse e-mail : vérifiez-la."
        ) from None
    return address


def phone(typed: str) -> str:
    """Ten digits; a spreadsheet that lost the first zero is understood."""
    digits = re.sub(r"\D", "", typed)
    if digits.startswith("0033"):
        digits = digits[4:]
    elif digits.startswith("33") and len(digits) == 11:
        digits = digits[2:]
    digits = digits.removeprefix("0")
    if not re.fullmatch(r"[1-9]\d{8}", digits):
        raise ValueError(f"Le numéro « {typed} » n’a pas dix chiffres : vérifiez-le.")
    return f"0{digits}"


def yes(typed: str) -> bool:
    """« oui », « non »."""
    if plain(typed) in YES | NO:
        return plain(typed) in YES
    raise ValueError(f"« {typed} » : écrivez oui ou non.")


def number(typed: str, least: int, most: int) -> int:
    """A whole number between two bounds."""
    if not re.fullmatch(r"\d{1,3}", typed) or not least <= int(typed) <= most:
        raise ValueError(f"« {typed} » : écrivez un nombre de {least} à {most}.")
    return int(typed)


def skill_end(typed: str) -> tuple[bool, date | None]:
    """Is the skill held, and its last day; « oui »: without an end."""
    if plain(typed) in YES | NO:
        return plain(typed) in YES, None
    return True, parse_date(typed)


def usual_week(typed: str) -> dict[tuple[int, str], int]:
    """« jeudi matin, samedi après-midi (si besoin) »; a day alone is both halves."""
    week: dict[tuple[int, str], int] = {}
    for part in re.split(r"[,;\n/]", typed):
        if not plain(part):
            continue
        match = ANSWER.match(plain(part))
        if match is None:
            raise ValueError(f"« {part.strip()} » : écrivez par exemple « jeudi matin ».")
        weekday = int(one_of(match[1], DAYS, "Jour"))
        willing = int(one_of(match[3], WILLING, "Envie")) if match[3] else int(Willing.FINE)
        for half in HALVES.get(match[2] or "", BOTH):
            week[weekday, half] = willing
    return week
