"""After a change of SECRET_KEY: the digests of households under today's key."""

from __future__ import annotations

from datetime import datetime

from actors.actions.reseal import Resealed
from actors.actions.reseal_identities import reseal_table
from actors.households.identity_digest import identity_digest, is_identity_of
from actors.households.models import Household


def reseal_households(*, at: datetime) -> Resealed:
    """What no known key tells as it stands is left and counted."""
    return reseal_table(
        Household, identity_digest, is_identity_of, at=at, household_of=lambda row: row.uid
    )
