"""Which association sent a volunteer on a day: hours are credited to one, never to two.

Where several send the same person, the oldest affiliation in force that day counts (then the first
one written down). Where none does, the hours are the volunteer's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from epicerie.models import Affiliation


def senders_on(volunteers: Iterable[int], day: date) -> dict[int, int]:
    """Organisation by volunteer, for those that an association sends that day; one query."""
    found = (
        Affiliation.objects.filter(volunteer__in=list(volunteers), since__lte=day)
        .filter(Q(ended_on=None) | Q(ended_on__gt=day))
        .order_by("since", "pk")
        .values_list("volunteer_id", "organisation_id")
    )
    senders: dict[int, int] = {}
    for volunteer, organisation in found:
        senders.setdefault(volunteer, organisation)
    return senders
