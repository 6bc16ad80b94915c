"""The name of an account, as it is kept: two accounts of one person are known by it."""

from __future__ import annotations

from reims_solidarite.kit.transitions import Refused
from reims_solidarite.kit.visible import bare, of_two_alphabets


def name_typed(first_name: str, last_name: str) -> tuple[str, str]:
    """Without what nobody sees; refused when its letters are of two alphabets."""
    names = bare(first_name).strip(), bare(last_name).strip()
    if of_two_alphabets(" ".join(names)):
        raise Refused(
            "Ce nom mêle des lettres de deux alphabets qui se ressemblent. Tapez-le de nouveau au "
            "clavier, sans le copier.",
            field="first_name",
        )
    return names
