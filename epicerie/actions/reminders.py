"""Reminders: written once, under the lock of the places; checked again when they leave."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.telling import tell_shifts
from epicerie.models import Assignment, Occasion, PhoneCall, PlaceLink
from epicerie.queries.reminders import Reminder, not_reminded
from reims_solidarite.kit.failpoints import failpoint
from reims_solidarite.kit.transitions import Refused

KINDS = {
    Occasion.FIRST: "epicerie.first_reminder",
    Occasion.SECOND: "epicerie.second_reminder",
}


@transaction.atomic
def remind(due: Reminder, *, at: datetime) -> bool:
    """One e-mail for all the places of one person on one day; False when nothing is left to say."""
    own = Assignment.objects.filter(volunteer=due.volunteer, opening__day=due.day)
    # Locked first, read afterwards: a place given up meanwhile is not in the second reading.
    list(own.select_for_update(of=("self",), no_key=True).order_by("pk"))
    shifts = list(
        not_reminded(due.occasion)
        .filter(pk__in=own.values("pk"), period__startswith__gt=at)
        .select_related("need__post", "opening__site", "volunteer__user")
        .order_by("period", "pk")
    )
    if not shifts:
        return False
    PlaceLink.objects.filter(
        assignment__in=shifts, occasion=due.occasion, used_at=None, revoked_at=None
    ).update(revoked_at=at)
    failpoint("reminder.chosen")
    tell_shifts(KINDS[due.occasion], due.occasion, shifts[0].volunteer, shifts, at=at)
    failpoint("reminder.written")
    return True


@transaction.atomic
def reach_by_phone(call: PhoneCall, *, by: User, at: datetime) -> PhoneCall:
    """« Joint » : the person was told by telephone. Refused once done or without object."""
    locked = PhoneCall.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if locked.done_at is not None:
        raise Refused("Cette personne a déjà été jointe.")
    if locked.dropped_at is not None:
        raise Refused("Il n’y a plus à appeler : la situation a changé.")
    locked.done_at, locked.done_by = at, by
    locked.save(update_fields=["done_at", "done_by"])
    record("reach_by_phone", locked, by=by, at=at, occasion=locked.occasion)
    return locked
