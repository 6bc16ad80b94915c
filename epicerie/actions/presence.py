"""Writing the presence sheet: noting people, then signing once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from actors.parameters import value
from epicerie.actions.hours import credit
from epicerie.actions.locks import lock_openings
from epicerie.actions.presence_lines import Noted, say, written
from epicerie.actions.walls import walls
from epicerie.models import (
    Assignment,
    Attendance,
    OpeningDay,
    PresenceSheet,
    Volunteer,
)
from epicerie.parameters import DURATION_MARGIN_MINUTES
from epicerie.queries.presence_duty import may_write
from epicerie.states import CAME, OpeningState, PlaceState
from reims_solidarite.kit.templatetags.french import french_time
from reims_solidarite.kit.transitions import Refused


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
    if not notes:
        raise Refused("Rien n’a changé : notez d’abord quelqu’un, puis enregistrez.")
    _drop_places_left(
        sheet,
        [
            note.about.volunteer_id
            for note in notes
            if isinstance(note.about, Assignment) and note.about.state == PlaceState.ACTIVE
        ],
    )
    for note in notes:
        _keep(sheet, opening, note, by=by, at=at)
    record("note_presence", sheet, by=by, at=at, lines=len(notes))
    return sheet


def _keep(sheet: PresenceSheet, opening: OpeningDay, note: Note, *, by: User, at: datetime) -> None:
    known = Attendance.objects.select_for_update(of=("self",)).select_related("volunteer")
    known = known.filter(sheet=sheet)
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
        line = Attendance(sheet=sheet, assignment=place, volunteer=place.volunteer)
    if line is None:
        return
    say(line, note.noted, opening)
    written(line, by=by, at=at)
    with walls():
        line.save()


def _drop_places_left(sheet: PresenceSheet, volunteers: Sequence[int | None]) -> None:
    """Absences noted on places that these people have left since: they came back otherwise."""
    with walls():
        Attendance.objects.filter(sheet=sheet, volunteer__in=volunteers).exclude(
            assignment=None
        ).exclude(assignment__state=PlaceState.ACTIVE).delete()


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
    line = Attendance(sheet=sheet, volunteer=volunteer, guest_name=name[:80])
    say(line, noted, opening)
    written(line, by=by, at=at)
    if volunteer is not None:
        _drop_places_left(sheet, [volunteer.pk])
    with walls():
        line.save()
    record("add_walk_in", sheet, by=by, at=at, guest=volunteer is None)
    return line


@transaction.atomic
def remove_walk_in(line: Attendance, *, by: User, at: datetime) -> None:
    """Take off a walk-in noted by mistake, as long as the sheet is not signed.

    The sheet goes with its last line: nobody would ever sign it.
    """
    opening, sheet = line.sheet.opening, line.sheet
    _may_write(opening, by=by, at=at)
    _lock_day(opening)
    with walls():
        gone, _ = Attendance.objects.filter(pk=line.pk).delete()
    if not gone:
        raise Refused("Cette personne n’est plus sur la feuille. Rechargez la page.")
    record("remove_walk_in", sheet, by=by, at=at)
    if not Attendance.objects.filter(sheet=sheet).exists():
        with walls():
            sheet.delete()


@transaction.atomic
def sign_sheet(opening: OpeningDay, *, by: User, at: datetime) -> PresenceSheet:
    """One signature after the end: the sheet is locked, its hours enter the ledger in the same act.

    Before the end, somebody placed at the last minute would be lost.
    """
    _may_write(opening, by=by, at=at)
    if at < opening.finishes_at:
        raise Refused(
            "La feuille se signe après la fin de l’ouverture, à partir de "
            f"{french_time(opening.finishes_at)}. Les présences se notent dès maintenant."
        )
    _lock_day(opening)
    sheet = PresenceSheet.objects.select_for_update(of=("self",)).filter(opening=opening).first()
    if sheet is None:
        raise Refused("Notez d’abord chaque personne attendue, puis signez.")
    if sheet.signed_at is not None:
        raise Refused("Cette feuille est déjà signée. Rechargez la page.")
    sheet.signed_at, sheet.signed_by = at, by
    with walls():
        sheet.save(update_fields=["signed_at", "signed_by"])
        lines = Attendance.objects.filter(sheet=sheet).select_related("volunteer")
        credit(sheet, list(lines.order_by("pk")), by=by, at=at)
    record("sign_sheet", sheet, by=by, at=at)
    return sheet


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
        margin = value(DURATION_MARGIN_MINUTES.name, on=opening.day)
        sheet, _ = PresenceSheet.objects.get_or_create(
            opening=opening, defaults={"begun_at": at, "margin_minutes": margin}
        )
    if sheet.signed_at is not None:
        raise Refused(
            "Cette feuille est signée : la coordination la corrige par une ligne, avec sa raison."
        )
    return sheet


def _lock_day(opening: OpeningDay) -> None:
    """The needs first, then the sheet: the order of whoever places people or cancels the day."""
    lock_openings([opening.pk])
