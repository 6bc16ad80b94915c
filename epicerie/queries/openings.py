"""Openings to come, for the public home."""

from __future__ import annotations

from datetime import datetime

from epicerie.models import OpeningDay


def next_opening(at: datetime) -> OpeningDay | None:
    """The next planned opening, the one under way included; one query."""
    return OpeningDay.objects.planned().to_come(at).order_by("day", "starts").first()
