"""A text that says something: one letter or digit of it at least is seen on a page.

Spaces, controls, joiners, marks of direction, fillers of other alphabets and the empty Braille cell
show nothing: a reason made of them would be a blank. Signs and accents alone say nothing either.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = r"\s\u0085\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_CONTROLS = r"\u0001-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufff0-\ufffb"
_FILLERS = r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufeff"
_VARIANTS = r"\ufe00-\ufe0f\U000e0000-\U000e0fff"
# Written alike for Python and PostgreSQL.
SEEN = f"[^{_SPACES}{_CONTROLS}{_FILLERS}{_VARIANTS}]"
_SIGNS = r"\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a1-\u00a9\u00ab-\u00b1"
_MORE_SIGNS = r"\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u2010-\u205e\u3001-\u3003"
_ACCENTS = r"\u02b0-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
WORD = f"{SEEN[:-1]}{_SIGNS}{_MORE_SIGNS}{_ACCENTS}]"
# Alphabets whose letters imitate those of ours.
_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU"})


def says(text: str) -> bool:
    """Somebody who opens the page reads something of it."""
    return re.search(WORD, text) is not None


def bare(text: str) -> str:
    """Without the characters that show nothing, spaces apart."""
    return "".join(char for char in text if char.isspace() or re.match(SEEN, char))


def same_words(text: str) -> str:
    """One form for texts that read alike, whatever their case, spaces and unseen characters."""
    return " ".join(unicodedata.normalize("NFKC", bare(text)).casefold().split())


def of_two_alphabets(text: str) -> bool:
    """Letters of two alphabets in one text, as a name has that imitates another one."""
    named = (unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha())
    return len(_ALPHABETS.intersection(named)) > 1
