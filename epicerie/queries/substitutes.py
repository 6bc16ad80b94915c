"""Who of the same association could take a place of theirs: who may first, others with why."""

from __future__ import annotations

from actors.models import User
from epicerie.models import Affiliation, Assignment, OpeningDay, Volunteer
from epicerie.queries.association import managed_by
from epicerie.queries.facts import days_of, persons_for, place_of
from epicerie.rules import Reason, for_oneself, person_reason

Substitute = tuple[Volunteer, str | None]


def substitutes(place: Assignment, user: User) -> list[Substitute]:
    """The manager's own active people but the one who leaves; as many queries for any number."""
    sent = Affiliation.objects.live().filter(organisation__in=managed_by(user))
    people = (
        Volunteer.objects.active()
        .filter(pk__in=sent.values("volunteer"))
        .exclude(pk=place.volunteer_id)
        .select_related("user")
        .order_by("user__sort_key", "user__first_name", "pk")
    )
    day = days_of(OpeningDay.objects.filter(pk=place.opening_id))[place.opening_id]
    day.leave(place.volunteer_id)
    asked = place_of(place.need, day, filled=0)
    known = persons_for([asked], [row.pk for row in people])
    found = [(row, _words(person_reason(known[row.pk], asked, said=True))) for row in people]
    return sorted(found, key=lambda one: one[1] is not None)


def _words(reason: Reason | None) -> str | None:
    return None if reason is None else for_oneself(reason).words
