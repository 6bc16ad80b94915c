"""The shifts of a personal calendar: past three months, all to come, given-up ones kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from epicerie.models import Assignment, Volunteer
from epicerie.models.volunteer import feed_digest

KEPT = timedelta(days=92)


def volunteer_of_feed(token: str) -> Volunteer | None:
    """The volunteer whose secret address this is."""
    return Volunteer.objects.filter(feed_digest=feed_digest(token), user__is_active=True).first()


def feed_shifts(volunteer: Volunteer, *, at: datetime) -> list[Assignment]:
    """One query."""
    return list(
        Assignment.objects.filter(volunteer=volunteer, period__endswith__gt=at - KEPT)
        .select_related("need__post", "opening__site")
        .order_by("period", "pk")
    )
