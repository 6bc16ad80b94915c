"""The language of one's pages, chosen once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from actors.actions.journal import record
from actors.models import User
from epicerie.models import Assignment, Language, Volunteer
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def choose_language(volunteer: Volunteer, language: str, *, by: User, at: datetime) -> Volunteer:
    """Pages, e-mails and the calendar speak it from now on.

    The events to come get a higher sequence: their titles changed.
    """
    if volunteer.user_id != by.pk:
        raise Refused(_("Chacun choisit sa propre langue."))
    if language not in Language.values:
        raise Refused(_("Cette langue n’est pas proposée."))
    locked = Volunteer.objects.select_for_update(of=("self",)).get(pk=volunteer.pk)
    if locked.language == language:
        return locked
    write_language(locked, language, at=at)
    record("choose_language", locked, by=by, at=at, language=language)
    return locked


def write_language(locked: Volunteer, language: str, *, at: datetime) -> None:
    """Called under the lock of the record, by an act that journals it."""
    locked.language = language
    locked.save(update_fields=["language"])
    Assignment.objects.filter(volunteer=locked).to_come(at).update(
        sequence=F("sequence") + 1, changed_at=at
    )
