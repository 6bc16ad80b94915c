"""After the signature: a line is corrected by another, with its reason; a guest gets a name."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.hours import credit, reverse_entry
from epicerie.actions.openings import require_coordinator
from epicerie.actions.presence_lines import Noted, say, written
from epicerie.actions.walls import walls
from epicerie.models import Attendance, HoursEntry, Volunteer
from epicerie.queries.presence import waits
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
    made = _add(line, noted, reason=reason, by=by, at=at)
    record("correct_presence", made.sheet, by=by, at=at, status=made.status)
    return made


@transaction.atomic
def confirm_minutes(line: Attendance, *, by: User, at: datetime) -> Attendance:
    """The coordination stands for a length that differs from the plan: the whole of it counts.

    A correction that says the same, noted by them.
    """
    require_coordinator(by)
    if line.sheet.signed_at is None:
        raise Refused("Signez d’abord la feuille, puis confirmez la durée.")
    if line.volunteer is not None and line.volunteer.user_id == by.pk:
        raise Refused(
            "Personne ne confirme sa propre durée : demandez à une autre personne de la "
            "coordination."
        )
    if not waits(line, line.sheet.opening, margin=line.sheet.margin_minutes):
        raise Refused("Cette durée n’attend pas de confirmation. Rechargez la page.")
    noted = Noted(line.status, line.arrived_at, line.minutes)
    made = _add(line, noted, reason="Durée confirmée", by=by, at=at)
    record("confirm_minutes", made.sheet, by=by, at=at, minutes=made.minutes)
    return made


def _add(line: Attendance, noted: Noted, *, reason: str, by: User, at: datetime) -> Attendance:
    """The line that corrects this one; its hours are reversed, then written anew."""
    locked = (
        Attendance.objects.select_for_update(of=("self",))
        .select_related("sheet__opening", "volunteer")
        .get(pk=line.pk)
    )
    if Attendance.objects.filter(corrects=locked).exists():
        raise Refused("Cette ligne vient d’être corrigée. Rechargez la page.")
    made = Attendance(
        sheet=locked.sheet,
        assignment_id=locked.assignment_id,
        volunteer=locked.volunteer,
        guest_name=locked.guest_name,
        corrects=locked,
        reason=reason,
    )
    say(made, noted, locked.sheet.opening)
    written(made, by=by, at=at)
    with walls():
        made.save()
        for entry in HoursEntry.objects.standing().filter(attendance=locked):
            reverse_entry(entry, reason=reason, by=by, at=at)
        credit(locked.sheet, [made], by=by, at=at)
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
        credit(locked.sheet, [last], by=by, at=at)
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
