"""Names taken out of free text, so that a paper of the commission names nobody.

Pure: it is given what to hide. Words are compared without accents nor case, whole words only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date

HIDDEN = "[…]"
SHORTEST = 3
# Words of names that say nothing of anybody.
COMMON = frozenset(
    {
        *("les", "des", "aux", "une", "rue", "avenue", "boulevard", "place", "allee", "chemin"),
        *("madame", "monsieur", "mme", "famille", "menage", "foyer", "habitat", "agence"),
        *("societe", "sci", "sarl", "bailleur", "immobilier", "logement", "proprietaire"),
        *("reims", "residence", "batiment", "bis", "ter", "demonstration", "sur", "son", "ses"),
    }
)
_WORD = re.compile(r"[^\W_]+")


def words_of(*names: str) -> frozenset[str]:
    """What is hidden of these names: their words, but for the common ones and the short ones."""
    found = {plain(word) for name in names for word in _WORD.findall(name)}
    return frozenset(word for word in found if len(word) >= SHORTEST and word not in COMMON)


def masked(text: str, hidden: Iterable[str], *, born: Iterable[date] = ()) -> str:
    """The text with every hidden word replaced, whoever is named after « Mme », « M. » or a tie,
    the days of birth, and what looks like a phone, a mail or an IBAN."""
    known, days = frozenset(hidden), frozenset(born)
    for pattern in (_MAIL, _IBAN, _PHONE):
        text = pattern.sub(HIDDEN, text)
    text = _BORN.sub(lambda found: f"{found[1]}{HIDDEN}", text)
    text = _DAY.sub(lambda found: HIDDEN if _day(found) in days else found[0], text)
    text = _CALLED.sub(_hide_names, text)
    return _WORD.sub(lambda word: HIDDEN if plain(word[0]) in known else word[0], text)


def _hide_names(found: re.Match[str]) -> str:
    return f"{found['before']}{_WORD.sub(HIDDEN, found['names'])}"


def _day(found: re.Match[str]) -> date | None:
    """The date read, in figures or with the name of its month."""
    day, month, year = found.groups()
    number = int(month) if month.isdigit() else _MONTHS.get(plain(month), 0)
    try:
        whole = int(year) if len(year) > 2 else 0
        return date(whole, number, int(day))
    except ValueError:
        return None


def plain(word: str) -> str:
    """Lower case, without accents."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{2,4}){3,8}\b")
_PHONE = re.compile(r"(?<!\d)(?:\+33|0)[ .-]?\d(?:[ .-]?\d{2}){4}(?!\d)")
_MONTH_NAMES = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet"),
    *("aout", "septembre", "octobre", "novembre", "decembre"),
)
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_WRITTEN = r"\d{1,2}(?:er)?[ \u00a0./-]+(?:\d{1,2}|[^\W\d_]{3,9})[ \u00a0./-]+\d{2,4}"
_BORN = re.compile(
    rf"(?i)(\bnée?s?(?:\(e\))?[ \u00a0]+(?:le|en)?[ \u00a0]*)(?:{_WRITTEN}|\d{{4}})\b"
)
_DAY = re.compile(
    r"(?<!\d)(\d{1,2})(?:er)?[ \u00a0./-]+(\d{1,2}|[^\W\d_]{3,9})[ \u00a0./-]+(\d{4})(?!\d)"
)
# Somebody named after a title or a tie, who may be in no file: a former partner, a neighbour.
_TITLES = r"MM?\.|Mr|Mmes?|Mlle|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle"
_TIES = (
    r"(?:ex-?[ -]?)?(?:mari|femme|époux|épouse|conjoint|conjointe|compagnon|compagne|concubin|"
    r"concubine|partenaire|ami|amie)|ex|fils|fille|frère|sœur|père|mère|beau-père|belle-mère|"
    r"colocataire|voisin|voisine|enfant|enfants"
)
_CALLED = re.compile(
    rf"(?P<before>\b(?:{_TITLES}|{_TIES})(?=[ \u00a0,])[ \u00a0,]+)"
    r"(?P<names>[^\W\d_a-zà-öø-ÿ][\w’'-]*(?:[ \u00a0-]+[^\W\d_a-zà-öø-ÿ][\w’'-]*)*)"
)
