"""What the home page tells: the next opening day, the next edition, the size of the network."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from actors.models import Organisation
from assises.models import Edition
from epicerie.models import OpeningDay
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.prepared import Number, Statement, prepared, together


@prepared
def _facts(at: datetime, today: date) -> Statement:
    opening = OpeningDay.objects.planned().filter(day__gte=today).to_come(at)
    editions = Edition.objects.public()
    return together(
        opening.order_by("day", "pk").values_list("day")[:1],
        editions.filter(date__gte=today).order_by("date").values_list("date")[:1],
        editions.filter(date__lt=today).order_by("-date").values_list("date")[:1],
        Number(Organisation.objects.published()),
    )


def home_facts(at: datetime) -> dict[str, Any]:
    """One query whatever the size of the network: three days, and a number."""
    [(opening, coming, past, organisations)] = _facts(at=at, today=paris_day(at))
    return {
        "next_opening": opening,
        "next_edition": coming,
        "last_edition": past,
        "organisation_count": organisations,
    }
