"""What the journal keeps of how a household is called and reached: a keyed digest, never a name."""

from __future__ import annotations

import json

from actors.households.models import Household
from reims_solidarite.kit.keyed_digest import answers_to, keyed_digest

PURPOSE = "households.identity"


def identity_digest(household: Household) -> str:
    """Under today's key."""
    return keyed_digest(_said(household), purpose=PURPOSE)


def is_identity_of(digest: str, household: Household) -> bool:
    """Is the household called and reached as when this was journaled?"""
    return answers_to(_said(household), digest, purpose=PURPOSE)


def _said(household: Household) -> bytes:
    own = household
    return json.dumps((own.pk, own.number, own.name, own.phone, own.email)).encode()
