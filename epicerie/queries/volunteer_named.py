"""Recognising a volunteer by the name that somebody types at the door, without showing the list."""

from __future__ import annotations

from django.db.models import Value
from django.db.models.functions import Concat, Lower

from epicerie.models import Volunteer
from reims_solidarite.kit.names import Unaccent, folded


def volunteer_named(typed: str) -> Volunteer | None:
    """The only volunteer in service whose first and last names are these, in either order."""
    wanted = " ".join(folded(typed).split())
    if not wanted:
        return None
    first, last = "user__first_name", "user__last_name"
    found = (
        Volunteer.objects.active()
        .annotate(
            one_way=Lower(Unaccent(Concat(first, Value(" "), last))),
            other_way=Lower(Unaccent(Concat(last, Value(" "), first))),
        )
        .select_related("user")
    )
    matches = list((found.filter(one_way=wanted) | found.filter(other_way=wanted))[:2])
    return matches[0] if len(matches) == 1 else None
