"""Nobody is written to at night, in the hours of Paris."""

from __future__ import annotations

from datetime import datetime

from actors.parameters import values
from epicerie.contact_parameters import NIGHT_FROM, NIGHT_UNTIL
from reims_solidarite.kit.dates import PARIS, paris_day


def is_night(at: datetime) -> bool:
    """Do calls and reminders wait for the morning? By the wall clock of Paris."""
    decided = values(NIGHT_FROM.name, NIGHT_UNTIL.name, on=paris_day(at))
    hour = at.astimezone(PARIS).hour
    return bool(hour >= decided[NIGHT_FROM.name] or hour < decided[NIGHT_UNTIL.name])
