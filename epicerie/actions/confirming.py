"""« Je confirme » : the volunteer says that they will come."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from actors.actions.journal import record
from actors.models import User
from epicerie.models import Assignment
from epicerie.states import PlaceState
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def confirm_place(assignment: Assignment, *, by: User, at: datetime) -> Assignment:
    """Note that the volunteer confirms; twice is once. Giving up stays possible."""
    locked = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("volunteer")
        .get(pk=assignment.pk)
    )
    if locked.volunteer.user_id != by.pk:
        raise Refused(_("Vous ne pouvez confirmer que vos propres places."))
    if locked.state != PlaceState.ACTIVE:
        raise Refused(_("Cette place n’est plus la vôtre : il n’y a rien à confirmer."))
    if locked.period.upper <= at:
        raise Refused(_("Ce créneau est terminé : il n’y a plus rien à confirmer."))
    if locked.confirmed_at is None:
        locked.confirmed_at = at
        locked.save(update_fields=["confirmed_at"])
        record("confirm_place", locked, by=by, at=at)
    return locked
