"""The association that counts for a volunteer on a day, asked of the database.

Hours and shares are credited to one association, never to two; the rule and its order are told by
`epicerie.rules.sending`. Where no association sends the person, their hours are their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from epicerie.models import Affiliation


def _oldest_first(day: Any) -> QuerySet[Affiliation]:
    """Affiliations in force that day. By the number of the association, not by its name."""
    return Affiliation.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=day), since__lte=day
    ).order_by("since", "organisation_id")


def senders_on(volunteers: Iterable[int], day: date) -> dict[int, int]:
    """Organisation by volunteer, for those that an association sends that day; one query."""
    found = _oldest_first(day).filter(volunteer__in=list(volunteers))
    senders: dict[int, int] = {}
    for volunteer, organisation in found.values_list("volunteer_id", "organisation_id"):
        senders.setdefault(volunteer, organisation)
    return senders


def sender_of(volunteer: str, day: str) -> Subquery:
    """The same inside another query, whose columns these are."""
    found = _oldest_first(OuterRef(day)).filter(volunteer=OuterRef(volunteer))
    return Subquery(found.values("organisation_id")[:1])
