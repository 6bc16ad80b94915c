"""Who of the same association could take a place of theirs: who may first, others with why."""

from __future__ import annotations

from actors.models import User
from epicerie.models import Affiliation, Assignment, Volunteer
from epicerie.queries.association import managed_by
from epicerie.queries.facts import facts_of, place_of, with_facts
from epicerie.rules import person_reason

Substitute = tuple[Volunteer, str | None]


def substitutes(place: Assignment, user: User) -> list[Substitute]:
    """The manager's own active people but the one who leaves; one query."""
    sent = Affiliation.objects.live().filter(organisation__in=managed_by(user))
    people = (
        Volunteer.objects.active()
        .filter(pk__in=sent.values("volunteer"))
        .exclude(pk=place.volunteer_id)
        .select_related("user")
        .order_by("user__sort_key", "user__first_name", "pk")
    )
    need = place_of(place.need, filled=0)
    found: list[Substitute] = [
        (row, person_reason(facts_of(row), need)) for row in with_facts(people, place.need)
    ]
    return sorted(found, key=lambda one: one[1] is not None)
