"""« Je peux dépanner » : joining and leaving the standby list of an opening."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.walls import walls
from epicerie.models import OpeningDay, OpeningNeed, Standby, Volunteer
from epicerie.queries.facts import days_of, persons_for, place_of
from epicerie.rules import for_oneself, person_reason
from epicerie.states import OpeningState
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def join_standby(opening: OpeningDay, *, volunteer: Volunteer, by: User, at: datetime) -> Standby:
    """The volunteer would come if somebody is missing; joining twice changes nothing.

    Refused when no post of that day could be theirs, with the reason of the easiest one.
    """
    if volunteer.user_id != by.pk:
        raise Refused(_("Chacun s’inscrit lui-même sur la liste."))
    if opening.state != OpeningState.PLANNED:
        raise Refused(_("Ce jour est annulé."))
    if opening.finishes_at <= at:
        raise Refused(_("Ce jour est passé."))
    already = Standby.objects.live().filter(opening=opening, volunteer=volunteer).first()
    if already is not None:
        return already
    if reason := _nothing_to_do(opening, volunteer):
        raise Refused(reason)
    with walls():
        standby = Standby.objects.create(opening=opening, volunteer=volunteer, created_at=at)
    record("join_standby", opening, by=by, at=at)
    return standby


def _nothing_to_do(opening: OpeningDay, volunteer: Volunteer) -> str | None:
    """Why no post of that day could be theirs, even if a place became free."""
    reason: str | None = _("Ce jour n’a pas encore de places.")
    # Who is there may change before the call: neither shares nor pairs count yet.
    day = days_of(OpeningDay.objects.filter(pk=opening.pk))[opening.pk]
    day = replace(day, present={})
    needs = OpeningNeed.objects.filter(opening=opening).select_related("opening", "post")
    for need in needs.order_by("post__everyone_skilled", "post__rank", "pk"):
        place = place_of(need, day, filled=0)
        person = persons_for([place], [volunteer.pk])[volunteer.pk]
        found = person_reason(person, place, said=True)
        if found is None:
            return None
        reason = for_oneself(found).words
    return reason


@transaction.atomic
def leave_standby(opening: OpeningDay, *, volunteer: Volunteer, by: User, at: datetime) -> None:
    """The volunteer no longer waits for a call that day; leaving twice changes nothing."""
    if volunteer.user_id != by.pk:
        raise Refused(_("Chacun se retire lui-même de la liste."))
    held = Standby.objects.live().select_for_update(of=("self",))
    standby = held.filter(opening=opening, volunteer=volunteer).first()
    if standby is None:
        return
    standby.ended_at = at
    standby.save(update_fields=["ended_at"])
    record("leave_standby", opening, by=by, at=at)
