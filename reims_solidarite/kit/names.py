"""Sorting and searching French names in PostgreSQL (accents folded, phonetics)."""

from __future__ import annotations

import unicodedata

from django.db.models import CharField, Func, TextField
from django.db.models.functions import Lower

__all__ = ["Lower", "Phonetic", "Unaccent", "folded"]


class Unaccent(Func):
    """Immutable unaccent: may be indexed, generated and ordered by."""

    function = "f_unaccent"
    output_field = TextField()


class Phonetic(Func):
    """Double metaphone of the unaccented text: « Dupont » and « Dupond » meet."""

    function = "f_phonetic"
    output_field = CharField(max_length=40)


def folded(text: str) -> str:
    """The same folding in Python: lower case, no accent, straight apostrophe, single spaces."""
    alike = text.replace("œ", "oe").replace("Œ", "oe").replace("’", "'")
    plain = unicodedata.normalize("NFKD", alike)
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(kept.lower().split())
