"""Who may change what a volunteer said: the person, and the coordinator for everybody."""

from __future__ import annotations

from django.utils.translation import gettext as _

from actors import rules
from actors.models import User
from epicerie.models import Volunteer
from reims_solidarite.kit.transitions import Refused


def lock_own(volunteer: Volunteer, *, by: User) -> Volunteer:
    """The record under its lock. Refused to anybody but the person and the coordinator."""
    locked = Volunteer.objects.select_for_update(of=("self",), no_key=True).get(pk=volunteer.pk)
    if locked.user_id != by.pk and not rules.GROCERY.allows(by):
        raise Refused(_("Vous ne pouvez changer que vos propres réponses."))
    return locked
