"""Names taken out of free text, so that a paper of the commission names nobody.

Pure: it is given what to hide. Words are compared without accents nor case, whole words only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

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


def masked(text: str, hidden: Iterable[str]) -> str:
    """The text with every hidden word replaced, and what looks like a phone, a mail or an IBAN."""
    known = frozenset(hidden)
    text = _MAIL.sub(HIDDEN, text)
    text = _IBAN.sub(HIDDEN, text)
    text = _PHONE.sub(HIDDEN, text)
    return _WORD.sub(lambda word: HIDDEN if plain(word[0]) in known else word[0], text)


def plain(word: str) -> str:
    """Lower case, without accents."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{2,4}){3,8}\b")
_PHONE = re.compile(r"(?<!\d)(?:\+33|0)[ .-]?\d(?:[ .-]?\d{2}){4}(?!\d)")
