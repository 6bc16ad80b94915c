"""One volunteer's record, as the coordinator reads it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Q

from actors.models import User
from epicerie.models import (
    Absence,
    Affiliation,
    Companion,
    DatedAvailability,
    Volunteer,
    VolunteerSkill,
)
from epicerie.queries.hours import hours_of

SHIFTS = 20


def record_of(volunteer: Volunteer, user: User, *, on: date, at: datetime) -> dict[str, Any]:
    """What the sections list; answers and absences that are over are left out."""
    pairs = Companion.objects.visible_to(user).select_related("first__user", "second__user")
    return {
        "skills": VolunteerSkill.objects.visible_to(user).filter(volunteer=volunteer),
        "affiliations": Affiliation.objects.visible_to(user)
        .filter(volunteer=volunteer)
        .select_related("organisation"),
        "answers": DatedAvailability.objects.visible_to(user)
        .filter(volunteer=volunteer, day__gte=on)
        .order_by("day", "half"),
        "absences": Absence.objects.visible_to(user)
        .filter(volunteer=volunteer, period__endswith__gt=on)
        .order_by("period"),
        "pairs": [
            (pair, pair.second if pair.first_id == volunteer.pk else pair.first)
            for pair in pairs.filter(Q(first=volunteer) | Q(second=volunteer))
        ],
        "shifts": volunteer.assignments.active().to_come(at).select_related("need__post")[:SHIFTS],
        "hours": hours_of(volunteer),
    }
