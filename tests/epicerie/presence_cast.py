"""An opening under way with people on it, for the tests of presence and hours."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from epicerie.actions.places import hold_place
from epicerie.actions.presence import Note, keep_sheet, mark, sign_sheet
from epicerie.actions.presence_lines import Noted
from epicerie.actions.volunteers import grant_skill
from epicerie.models import Assignment, Attendance, OpeningDay, Volunteer
from reims_solidarite.kit.dates import PARIS
from tests.epicerie import rota_cast as rota

DAY = date(2026, 12, 3)
NINE = datetime.combine(DAY, time(9), tzinfo=PARIS)
TEN = NINE + timedelta(hours=1)
NOON = NINE + timedelta(hours=3)


def people(cast, *names: str, organisation=None) -> list[Volunteer]:
    sender = organisation or cast.entraide
    return [rota.volunteer(cast.grocery, sender, name) for name in names]


def placed(cast, opened: OpeningDay, who: Volunteer, code: str = "accueil") -> Assignment:
    need = rota.need(opened, code)
    return hold_place(need, volunteer=who, by=cast.grocery, at=rota.BEFORE)


def referent(cast, opened: OpeningDay, name: str = "rita") -> Assignment:
    """The referent of the day, trained for it."""
    (person,) = people(cast, name)
    grant_skill(
        person, "referent", since=date(2026, 1, 1), until=None, by=cast.grocery, at=rota.BEFORE
    )
    return placed(cast, opened, person, "referent")


def line_of(place: Assignment) -> Attendance | None:
    return Attendance.objects.in_force().filter(assignment=place).first()


def note(place: Assignment, status: str = "present", **said) -> Note:
    return Note(place, Noted(status, **said), mark(line_of(place)))


def all_present(cast, opened: OpeningDay, *, at: datetime = NOON, sign: bool = True) -> None:
    """Everyone expected came; the coordinator signs."""
    places = Assignment.objects.active().filter(opening=opened).order_by("pk")
    keep_sheet(opened, [note(place) for place in places], by=cast.grocery, at=at)
    if sign:
        sign_sheet(opened, by=cast.grocery, at=at)
