"""What one cell says; ValueError in French when it says nothing that can be used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
SPELT = {
    plain(words): words
    for words in ("après-midi", "e-mail", *(str(words) for _, words in Willing.choices))
}
ANSWER = re.compile(r"^(\w+)(?: (matin|apres midi|journee))?(?: (.+))?$")


def one_of(typed: str, known: Mapping[str, str | int], what: str) -> str | int:
    """A known word, or the nearest one suggested."""
    if (value := known.get(plain(typed))) is not None:
        return value
    if near := nearest(plain(typed), known):
        raise ValueError(f"{what} « {typed} » : vouliez-vous « {SPELT.get(near, near)} » ?")
    listed = " ou ".join(f"« {SPELT.get(word, word)} »" for word in known)
    raise ValueError(f"{what} « {typed} » : écrivez {listed}.")


def nearest(typed: str, known: Iterable[str]) -> str | None:
    """The word spelt almost alike, or the only one that holds every word that was typed."""
    if near := get_close_matches(typed, known, n=1, cutoff=0.6):
        return near[0]
    words = set(plain(typed).split())
    holding = [one for one in known if words and words <= set(plain(one).split())]
    return holding[0] if len(holding) == 1 else None


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
        willing = _willing(match[3], half_said=bool(match[2]))
        for half in HALVES.get(match[2] or "", BOTH):
            week[weekday, half] = willing
    return week


def _willing(typed: str | None, *, half_said: bool) -> int:
    """How gladly; a misspelt half of the day stands in the same place and is told as one."""
    if not typed:
        return int(Willing.FINE)
    if not half_said and nearest(typed, HALVES) and nearest(typed, WILLING) is None:
        one_of(typed, dict.fromkeys(HALVES, 0), "Demi-journée")
    return int(one_of(typed, WILLING, "Envie"))
