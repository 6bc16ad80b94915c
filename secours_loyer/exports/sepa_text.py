"""Text in the characters that every European bank accepts. Pure Python.

The change is made where a person can see it, before approval. The encoder changes nothing: it
refuses what is not already in this alphabet.
"""

from __future__ import annotations

import re
import unicodedata

ALLOWED = re.compile(r"[A-Za-z0-9/\-?:().,'+ ]*")
_SAME_MEANING = str.maketrans(
    {
        "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l",
        "Ł": "L", "đ": "d", "Đ": "D", "’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-",
        "\u00a0": " ", "\u202f": " ", "&": "+", "°": "o", "ı": "i",
    }
)  # fmt: skip


def is_sepa_text(text: str) -> bool:
    """In the alphabet, no outer or doubled space, no slash that banks read as a separator."""
    return (
        ALLOWED.fullmatch(text) is not None
        and text == " ".join(text.split())
        and not text.startswith("/")
        and not text.endswith("/")
        and "//" not in text
    )


def sepa_text(text: str) -> str:
    """Accents and typographic signs replaced; ValueError in French for what has no equivalent."""
    plain = unicodedata.normalize("NFD", text.translate(_SAME_MEANING))
    plain = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
    plain = " ".join(plain.split())
    if not is_sepa_text(plain):
        refused = sorted({letter for letter in plain if not ALLOWED.fullmatch(letter)} or {"/"})
        raise ValueError(
            f"La banque n’accepte pas « {' '.join(refused)} » dans un nom ou un libellé. "
            "Écrivez-le autrement."
        )
    return plain
