"""What belongs to the signed-in volunteer, and nothing else."""

from __future__ import annotations

from django.db.models import QuerySet

from actors.models import User
from epicerie.models import Assignment, Volunteer


def own_record(user: User) -> QuerySet[Volunteer]:
    """The volunteer's record of an account; no row for an account that has none."""
    return Volunteer.objects.filter(user=user).select_related("user")


def own_places(volunteer: Volunteer) -> QuerySet[Assignment]:
    """Their places, whatever the state, with what a page or an e-mail says of them."""
    return Assignment.objects.filter(volunteer=volunteer).select_related(
        "opening", "need__post", "volunteer__user"
    )
