"""People without e-mail: their account holds an address that can exist nowhere (RFC 2606)."""

from __future__ import annotations

import uuid

SUFFIX = "@sans-adresse.invalid"


def made_up() -> str:
    """An address of one's own that receives nothing."""
    return f"{uuid.uuid4().hex}{SUFFIX}"


def has_none(email: str) -> bool:
    """Is this a made-up address?"""
    return email.endswith(SUFFIX)
