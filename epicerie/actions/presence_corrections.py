"""After the signature: a line is corrected by another, with its reason; a guest gets a name."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.hours import credit, reverse_entry
from epicerie.actions.openings import require_coordinator
from epicerie.actions.presence_lines import Noted, say
from epicerie.actions.walls import walls
from epicerie.models import Attendance, HoursEntry, Volunteer
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def correct_line(
    line: Attendance, noted: Noted, *, reason: str, by: User, at: datetime
) -> Attendance:
    """On a signed sheet: a new line with its reason, and the hours reversed then written anew."""
    require_coordinator(by)
    reason = reason.strip()[:200]
    if not reason:
        raise Refused("Dites pourquoi la feuille signée est corrigée.", field="reason")
    locked = (
        Attendance.objects.select_for_update(of=("self",))
        .select_related("sheet__opening")
        .get(pk=line.pk)
    )
    if Attendance.objects.filter(corrects=locked).exists():
        raise Refused("Cette ligne vient d’être corrigée. Rechargez la page.")
    made = Attendance(
        sheet=locked.sheet,
        assignment_id=locked.assignment_id,
        volunteer_id=locked.volunteer_id,
        guest_name=locked.guest_name,
        corrects=locked,
        reason=reason,
        noted_at=at,
        noted_by=by,
    )
    opening = locked.sheet.opening
    say(made, noted, opening)
    with walls():
        made.save()
        for entry in HoursEntry.objects.standing().filter(attendance=locked):
            reverse_entry(entry, reason=reason, by=by, at=at)
        credit([made], day=opening.day, by=by, at=at)
    record("correct_presence", locked.sheet, by=by, at=at, status=made.status)
    return made


@transaction.atomic
def register_guest(line: Attendance, volunteer: Volunteer, *, by: User, at: datetime) -> Attendance:
    """A person noted by name is registered now: the name goes, the hours count, once.

    The line that was signed takes the volunteer, and its corrections follow (a wall): the name is
    left on none. The last of them is what counts.
    """
    require_coordinator(by)
    locked = _locked_first(line)
    if not locked.guest_name:
        raise Refused("Cette ligne est déjà celle d’un bénévole.")
    if locked.sheet.signed_at is None:
        raise Refused("Signez d’abord la feuille, puis inscrivez la personne.")
    locked.volunteer, locked.guest_name = volunteer, ""
    with walls():
        locked.save(update_fields=["volunteer", "guest_name"])
        last = _last(locked)
        credit([last], day=locked.sheet.opening.day, by=by, at=at)
    record("register_guest", locked.sheet, by=by, at=at)
    return last


def _locked_first(line: Attendance) -> Attendance:
    """The line that was signed, under any correction of it, locked."""
    first = line
    while first.corrects_id is not None:
        first = Attendance.objects.get(pk=first.corrects_id)
    return (
        Attendance.objects.select_for_update(of=("self",))
        .select_related("sheet__opening")
        .get(pk=first.pk)
    )


def _last(line: Attendance) -> Attendance:
    """The correction in force of a line, or itself."""
    while (later := Attendance.objects.filter(corrects=line).first()) is not None:
        line = later
    return line
