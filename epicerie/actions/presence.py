"""Writing the presence sheet: noting people, signing once, correcting afterwards with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.hours import credit, reverse_entry
from epicerie.actions.locks import lock_openings
from epicerie.actions.openings import require_coordinator
from epicerie.actions.walls import walls
from epicerie.models import (
    Assignment,
    Attendance,
    HoursEntry,
    OpeningDay,
    PresenceSheet,
    Volunteer,
)
from epicerie.queries.presence import planned_minutes
from epicerie.queries.presence_duty import may_write
from epicerie.states import CAME, OpeningState, Presence
from reims_solidarite.kit.transitions import Refused

EARLIEST = timedelta(hours=3)


@dataclass(frozen=True)
class Noted:
    """What is said of a person. `minutes` None: those planned, or from the arrival to the end."""

    status: str
    arrived_at: datetime | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class Note:
    """`about`: a place, or the line of a walk-in. `seen`: what the page showed, as `mark` says."""

    about: Assignment | Attendance
    noted: Noted
    seen: str


def mark(line: Attendance | None) -> str:
    """A line in one word, to know whether somebody changed it since it was read."""
    if line is None:
        return ""
    arrived = line.arrived_at.isoformat() if line.arrived_at else ""
    return f"{line.status}/{arrived}/{line.minutes}"


@transaction.atomic
def keep_sheet(
    opening: OpeningDay, notes: Sequence[Note], *, by: User, at: datetime
) -> PresenceSheet:
    """Write the lines that the person changed; refused when somebody else changed one meanwhile."""
    sheet = _open_sheet(opening, by=by, at=at)
    for note in notes:
        _keep(sheet, opening, note, by=by, at=at)
    record("note_presence", sheet, by=by, at=at, lines=len(notes))
    return sheet


def _keep(sheet: PresenceSheet, opening: OpeningDay, note: Note, *, by: User, at: datetime) -> None:
    known = Attendance.objects.select_for_update(of=("self",)).filter(sheet=sheet)
    place = note.about if isinstance(note.about, Assignment) else None
    line = (known.filter(assignment=place) if place else known.filter(pk=note.about.pk)).first()
    if line is None and place is None:
        raise Refused("Cette personne n’est plus sur la feuille. Rechargez la page.")
    if mark(line) != note.seen:
        raise Refused(
            f"Quelqu’un vient de noter {note.about.volunteer or 'cette personne'} autrement : "
            "relisez la feuille, puis recommencez."
        )
    if line is None and place is not None:
        line = Attendance(sheet=sheet, assignment=place, volunteer_id=place.volunteer_id)
    if line is None:
        return
    _say(line, note.noted, opening)
    line.noted_at, line.noted_by = at, by
    with walls():
        line.save()


def _say(line: Attendance, noted: Noted, opening: OpeningDay) -> None:
    """Put on the line what was said, with the minutes that follow when none were."""
    if noted.status not in Presence.values:
        raise Refused("Choisissez : présent, en retard, absent ou excusé.")
    if noted.status not in CAME:
        line.status, line.arrived_at, line.minutes = noted.status, None, 0
        return
    arrived = noted.arrived_at
    if noted.status == Presence.LATE and arrived is None:
        raise Refused("Indiquez l’heure d’arrivée de la personne en retard.")
    if arrived and not opening.begins_at - EARLIEST <= arrived < opening.finishes_at:
        raise Refused("Vérifiez l’heure d’arrivée : elle est avant la fin de l’ouverture.")
    if noted.status == Presence.LATE and arrived and arrived <= opening.begins_at:
        raise Refused("Une arrivée avant l’heure n’est pas un retard : notez « présent ».")
    minutes = noted.minutes
    if minutes is None:
        minutes = planned_minutes(opening)
        if noted.status == Presence.LATE and arrived:
            minutes = max(1, int((opening.finishes_at - arrived).total_seconds()) // 60)
    line.status, line.arrived_at, line.minutes = noted.status, arrived, minutes


@transaction.atomic
def add_walk_in(
    opening: OpeningDay,
    noted: Noted,
    *,
    volunteer: Volunteer | None,
    guest_name: str = "",
    by: User,
    at: datetime,
) -> Attendance:
    """Somebody came without a place: a volunteer, or a name that the coordination will register."""
    sheet = _open_sheet(opening, by=by, at=at)
    name = " ".join(guest_name.split())
    if (volunteer is None) == (not name):
        raise Refused("Choisissez un bénévole, ou écrivez le nom d’une personne à inscrire.")
    if noted.status not in CAME:
        raise Refused("Une personne venue sans place est présente.")
    line = Attendance(
        sheet=sheet, volunteer=volunteer, guest_name=name[:80], noted_at=at, noted_by=by
    )
    _say(line, noted, opening)
    with walls():
        line.save()
    record("add_walk_in", sheet, by=by, at=at, guest=volunteer is None)
    return line


@transaction.atomic
def remove_walk_in(line: Attendance, *, by: User, at: datetime) -> None:
    """Take off a walk-in noted by mistake, as long as the sheet is not signed."""
    opening = line.sheet.opening
    _may_write(opening, by=by, at=at)
    with walls():
        gone, _ = Attendance.objects.filter(pk=line.pk).delete()
    if not gone:
        raise Refused("Cette personne n’est plus sur la feuille. Rechargez la page.")
    record("remove_walk_in", line.sheet, by=by, at=at)


@transaction.atomic
def sign_sheet(opening: OpeningDay, *, by: User, at: datetime) -> PresenceSheet:
    """One signature: the sheet is locked, and its hours enter the ledger in the same act."""
    _may_write(opening, by=by, at=at)
    _lock_day(opening)
    sheet = PresenceSheet.objects.select_for_update(of=("self",)).filter(opening=opening).first()
    if sheet is None:
        raise Refused("Notez d’abord chaque personne attendue, puis signez.")
    if sheet.signed_at is not None:
        raise Refused("Cette feuille est déjà signée. Rechargez la page.")
    if not Attendance.objects.filter(sheet=sheet).exists():
        raise Refused("Notez d’abord chaque personne attendue, puis signez.")
    sheet.signed_at, sheet.signed_by = at, by
    with walls():
        sheet.save(update_fields=["signed_at", "signed_by"])
        credit(
            list(Attendance.objects.filter(sheet=sheet).order_by("pk")),
            day=opening.day,
            by=by,
            at=at,
        )
    record("sign_sheet", sheet, by=by, at=at)
    return sheet


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
    _say(made, noted, opening)
    with walls():
        made.save()
        for entry in HoursEntry.objects.standing().filter(attendance=locked):
            reverse_entry(entry, reason=reason, by=by, at=at)
        credit([made], day=opening.day, by=by, at=at)
    record("correct_presence", locked.sheet, by=by, at=at, status=made.status)
    return made


@transaction.atomic
def register_guest(line: Attendance, volunteer: Volunteer, *, by: User, at: datetime) -> Attendance:
    """A person noted by name is registered now: the name goes, the hours count."""
    require_coordinator(by)
    locked = (
        Attendance.objects.select_for_update(of=("self",))
        .select_related("sheet__opening")
        .get(pk=line.pk)
    )
    if not locked.guest_name:
        raise Refused("Cette ligne est déjà celle d’un bénévole.")
    if locked.sheet.signed_at is None:
        raise Refused("Signez d’abord la feuille, puis inscrivez la personne.")
    locked.volunteer, locked.guest_name = volunteer, ""
    with walls():
        locked.save(update_fields=["volunteer", "guest_name"])
        if not Attendance.objects.filter(corrects=locked).exists():
            credit([locked], day=locked.sheet.opening.day, by=by, at=at)
    record("register_guest", locked.sheet, by=by, at=at)
    return locked


def _may_write(opening: OpeningDay, *, by: User, at: datetime) -> None:
    if not may_write(by, opening, at=at):
        raise Refused(
            "La feuille revient à la coordination, ou au référent de ce jour pendant l’ouverture."
        )


def _open_sheet(opening: OpeningDay, *, by: User, at: datetime) -> PresenceSheet:
    """The sheet of the opening, made with its first line; refused before it begins, or signed."""
    _may_write(opening, by=by, at=at)
    if opening.state != OpeningState.PLANNED:
        raise Refused("Ce jour est annulé : il n’a pas de feuille de présence.")
    if at < opening.begins_at:
        raise Refused("La présence se note à partir du début de l’ouverture.")
    _lock_day(opening)
    with walls():
        sheet, _ = PresenceSheet.objects.get_or_create(opening=opening, defaults={"begun_at": at})
    if sheet.signed_at is not None:
        raise Refused(
            "Cette feuille est signée : la coordination la corrige par une ligne, avec sa raison."
        )
    return sheet


def _lock_day(opening: OpeningDay) -> None:
    """The needs first, then the sheet: the order of whoever places people or cancels the day."""
    lock_openings([opening.pk])
