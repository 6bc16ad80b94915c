"""Who was expected on a day when it was cancelled."""

from __future__ import annotations

from django.db.models import QuerySet

from actors.models import JournalEntry
from epicerie.models import Assignment, OpeningDay


def expected_before(opening: OpeningDay) -> QuerySet[Assignment]:
    """Places that ended in the very act that cancelled the day: one query."""
    cancelled = JournalEntry.objects.filter(
        verb="cancel_day",
        object_type=opening._meta.label_lower,
        object_id=str(opening.pk),
    )
    return (
        Assignment.objects.filter(opening=opening, changed_at__in=cancelled.values("at"))
        .select_related("volunteer__user", "need__post")
        .order_by("need__post__pk", "place_number")
    )
