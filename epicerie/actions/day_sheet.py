"""Taking out the phones of the standby people is an act: it is journaled before they are shown."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.openings import require_coordinator
from epicerie.models import OpeningDay
from epicerie.queries.day_sheet import DaySheet, day_sheet_of


@transaction.atomic
def take_out_phones(opening: OpeningDay, *, by: User, at: datetime) -> DaySheet:
    """The day sheet with the phones of the standby people."""
    require_coordinator(by)
    sheet = day_sheet_of(opening, with_phones=True)
    record("take_out_phones", opening, by=by, at=at, people=len(sheet.standby))
    return sheet
