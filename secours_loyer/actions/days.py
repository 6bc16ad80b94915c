"""Days to come that somebody types: a year wrong is seen before anything waits for it."""

from __future__ import annotations

from datetime import date, datetime

from reims_solidarite.kit.dates import add_months, paris_day
from secours_loyer.actions.doors import need

YEAR = 12


def need_within_a_year(day: date, *, at: datetime, field: str) -> None:
    """Refused more than a year ahead; the database refuses it as well (`guards.near_day`)."""
    need(
        day <= add_months(paris_day(at), YEAR),
        "Cette date est dans plus d’un an. Vérifiez l’année.",
        field=field,
    )
