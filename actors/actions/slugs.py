"""Addresses of the directory's sheets."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from django.utils.text import slugify

# Pages of `/acteurs/` that are not sheets.
RESERVED = frozenset({"comite-des-usagers"})


def free_slug(name: str, taken: Container[str]) -> str:
    """An address made of the name, with a number when another sheet has it."""
    plain = name.replace("’", " ").replace("'", " ").replace("œ", "oe").replace("Œ", "Oe")
    base = slugify(plain)[:110].strip("-") or "organisation"
    if base not in taken and base not in RESERVED:
        return base
    return next(slug for number in count(2) if (slug := f"{base}-{number}") not in taken)
