"""The frame of the pages of associations and landlords: their menu, and how to ask the CCAS."""

from __future__ import annotations

from typing import Any

from actors.models import User
from actors.queries.partner_home import partner_frame
from reims_solidarite.kit.clock import today
from secours_loyer.queries.contact import contact_of


def rent_frame(user: User) -> dict[str, Any]:
    """What every page of the rent aid shows to a partner."""
    return {**partner_frame(user), "contact": contact_of(on=today())}
