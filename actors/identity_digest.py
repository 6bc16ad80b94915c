"""What the journal keeps of who an account or an organisation says to be: a keyed digest, so that
a change behind the portal shows and no name is written there."""

from __future__ import annotations

import json

from actors.models import Organisation, TwoPeople, User
from reims_solidarite.kit.keyed_digest import answers_to, keyed_digest

Known = User | Organisation | TwoPeople
PURPOSE = "actors.identity"


def _values(row: Known) -> tuple[str | bool, ...]:
    if isinstance(row, User):
        return row.email, row.first_name, row.last_name, row.phone, row.is_active
    if isinstance(row, Organisation):
        return row.name, row.kind
    return (row.reason,)


def _said(row: Known) -> bytes:
    said = (row._meta.label_lower, row.pk, *_values(row))
    return json.dumps(said, ensure_ascii=False).encode()


def identity_digest(row: Known) -> str:
    """Under today's key; the row is the one that its digest is of."""
    return keyed_digest(_said(row), purpose=PURPOSE)


def is_identity_of(digest: str, row: Known) -> bool:
    """Is the row as it was when this was journaled?"""
    return answers_to(_said(row), digest, purpose=PURPOSE)
