"""An association replaces one of its own by another of its own: one act, or nothing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from actors import rules
from actors.models import User
from epicerie.actions.leaving import leave_places
from epicerie.actions.locks import lock_need
from epicerie.actions.places import hold_place
from epicerie.actions.telling import tell_about
from epicerie.models import Affiliation, Assignment, Volunteer
from epicerie.queries.association import managed_by
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def substitute_place(
    assignment: Assignment, volunteer: Volunteer, *, by: User, at: datetime
) -> Assignment:
    """Take the place from one and give it to the other, both told; refused with the rule's reason.

    The association answers for the other person's coming that day.
    Before the opening begins, and between people whom an organisation managed by `by` sends now.
    """
    if not rules.ORG_MANAGER.allows(by):
        raise Refused("Cela demande d’être responsable de l’association.")
    if assignment.period.lower <= at:
        raise Refused("L’ouverture a commencé : appelez la coordination.")
    if volunteer.pk == assignment.volunteer_id:
        raise Refused("Choisissez une autre personne que celle qui laisse la place.")
    for person in (assignment.volunteer, volunteer):
        sent = Affiliation.objects.live().filter(volunteer=person, organisation__in=managed_by(by))
        if not sent.exists():
            raise Refused("Vous remplacez une personne de votre association par une autre.")
    # The need first, as `hold_place` does.
    need = lock_need(assignment.need_id)
    locked = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    (gone,) = leave_places([locked], "substitute_place", by=by, at=at)
    held = hold_place(
        need, volunteer=volunteer, by=by, at=at, tell=False, agreed=True, instead_of=gone
    )
    tell_about("epicerie.place_substituted", gone, at=at)
    tell_about("epicerie.place_received", held, at=at)
    return held
