"""What the home page tells: the next opening day, the next edition, the size of the network."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from actors.models import Organisation
from assises.models import Edition
from epicerie.models import OpeningDay
from reims_solidarite.kit.dates import paris_day


def home_facts(at: datetime) -> dict[str, Any]:
    """Four queries whatever the size of the network."""
    today = paris_day(at)
    editions = Edition.objects.public()
    return {
        "next_opening": OpeningDay.objects.planned().to_come(at).order_by("day", "pk").first(),
        "next_edition": editions.filter(date__gte=today).order_by("date").first(),
        "last_edition": editions.filter(date__lt=today).order_by("-date").first(),
        "organisation_count": Organisation.objects.published().count(),
    }
