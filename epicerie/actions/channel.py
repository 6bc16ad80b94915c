"""How a volunteer wants to be reached, said by themselves."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.own_record import lock_own
from epicerie.models import Channel, Volunteer
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def choose_channel(volunteer: Volunteer, channel: str, *, by: User, at: datetime) -> Volunteer:
    """By e-mail, or by telephone: then the coordinator calls."""
    if channel not in Channel.values:
        raise Refused(_("Choisissez l’e-mail ou le téléphone."))
    locked = lock_own(volunteer, by=by)
    if locked.channel != channel:
        locked.channel = channel
        locked.save(update_fields=["channel"])
        record("choose_channel", locked, by=by, at=at, channel=channel)
    return locked
