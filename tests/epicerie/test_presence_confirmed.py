"""Nobody credits themself alone: what counts before the coordination has confirmed a length."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from actors.models import JournalEntry, Parameter
from actors.roles import Role
from epicerie.actions.presence import add_walk_in, keep_sheet, sign_sheet
from epicerie.actions.presence_corrections import confirm_minutes, correct_line, register_guest
from epicerie.actions.presence_lines import Noted
from epicerie.actions.volunteers import register_volunteer
from epicerie.models import Attendance, HoursEntry, PresenceSheet
from epicerie.parameters import DURATION_MARGIN_MINUTES
from epicerie.queries.hours import hours_of
from epicerie.queries.presence import sheet_page, waiting_lines
from epicerie.queries.work_lists import work_lists_for
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import presence_cast as day
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db
PLANNED = 180
MARGIN = 30
TWELVE_HOURS = 720


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, day.DAY, accueil=3, referent=1)


@pytest.fixture
def rita(cast, opened):
    return day.referent(cast, opened)


@pytest.fixture
def place(cast, opened):
    return day.placed(cast, opened, day.people(cast, "ana")[0])


@pytest.fixture
def by_rita(rita):
    return {"by": rita.volunteer.user, "at": day.NOON}


@pytest.fixture
def by(cast):
    return {"by": cast.grocery, "at": day.NOON}


def signed(opened, notes, who) -> None:
    keep_sheet(opened, notes, **who)
    sign_sheet(opened, **who)


def minutes_of(place) -> int:
    return hours_of(place.volunteer).minutes


def waiting() -> set[Attendance]:
    return set(waiting_lines(Attendance.objects.in_force()))


def test_a_referent_does_not_credit_themself_alone(opened, rita, by_rita, by):
    signed(opened, [day.note(rita, minutes=TWELVE_HOURS)], by_rita)
    line = day.line_of(rita)
    assert (line.minutes, minutes_of(rita)) == (TWELVE_HOURS, PLANNED)
    assert waiting() == {line}
    made = confirm_minutes(line, **by)
    assert (minutes_of(rita), waiting()) == (TWELVE_HOURS, set())
    assert Attendance.objects.get(pk=line.pk).noted_by == rita.volunteer.user, "as it was signed"
    assert JournalEntry.objects.filter(verb="confirm_minutes").count() == 1
    with pytest.raises(Refused, match="n’attend pas de confirmation"):
        confirm_minutes(made, **by)


def test_the_coordination_may_say_otherwise(opened, rita, by_rita, by):
    signed(opened, [day.note(rita, minutes=TWELVE_HOURS)], by_rita)
    correct_line(day.line_of(rita), Noted("present", minutes=200), reason="Vu", **by)
    assert (minutes_of(rita), waiting()) == (200, set())


@pytest.mark.parametrize(
    ("minutes", "counted", "waits"),
    [
        (PLANNED, PLANNED, False),
        (PLANNED - 30, PLANNED - 30, True),
        (PLANNED + 1, PLANNED, True),
    ],
)
def test_ones_own_length_is_the_planned_one_or_waits(
    opened, rita, by_rita, minutes, counted, waits
):
    signed(opened, [day.note(rita, minutes=minutes)], by_rita)
    assert minutes_of(rita) == counted
    assert bool(waiting()) is waits


@pytest.mark.parametrize(
    ("minutes", "counted", "waits"),
    [
        (PLANNED - 30, PLANNED - 30, False),
        (PLANNED + MARGIN, PLANNED + MARGIN, False),
        (PLANNED + MARGIN + 1, PLANNED + MARGIN, True),
        (TWELVE_HOURS, PLANNED + MARGIN, True),
    ],
)
def test_others_count_up_to_the_margin(opened, rita, place, by_rita, minutes, counted, waits):
    signed(opened, [day.note(rita), day.note(place, minutes=minutes)], by_rita)
    assert minutes_of(place) == counted
    assert bool(waiting()) is waits
    shown = {line.name: line for line in sheet_page(opened).lines}[str(place.volunteer)]
    assert (shown.counted, shown.waits) == (counted, waits), "the page says what the ledger does"


def test_what_the_coordination_notes_is_confirmed_until_somebody_else_writes_over_it(
    cast, opened, rita, by_rita, by
):
    keep_sheet(opened, [day.note(rita, minutes=240)], **by)
    assert day.line_of(rita).confirmed
    keep_sheet(opened, [day.note(rita, minutes=300)], **by_rita)
    sign_sheet(opened, **by_rita)
    assert minutes_of(rita) == PLANNED


def test_the_margin_is_that_of_the_day_of_the_opening(cast, opened, rita, place, by_rita):
    Parameter.objects.create(
        key=DURATION_MARGIN_MINUTES.name,
        value=0,
        period=DateRange(date(2026, 1, 1), None),
        set_at=rota.BEFORE,
    )
    signed(opened, [day.note(rita), day.note(place, minutes=PLANNED + 10)], by_rita)
    assert minutes_of(place) == PLANNED
    assert PresenceSheet.objects.get().margin_minutes == 0


def test_a_coordinator_who_helps_does_not_confirm_themself(cast, opened, by):
    other = cast.person("autre", Role.GROCERY)
    sender = {"organisation": cast.entraide, "since": date(2026, 1, 1), "at": rota.BEFORE}
    helper = register_volunteer(cast.grocery, by=other, **sender)
    add_walk_in(opened, Noted("present", minutes=TWELVE_HOURS), volunteer=helper, **by)
    sign_sheet(opened, **by)
    line = Attendance.objects.get()
    assert hours_of(helper).minutes == PLANNED
    with pytest.raises(Refused, match="sa propre durée"):
        confirm_minutes(line, **by)
    again = correct_line(line, Noted("present", minutes=600), reason="Si", **by)
    assert hours_of(helper).minutes == PLANNED
    confirm_minutes(again, by=other, at=day.NOON)
    assert hours_of(helper).minutes == 600


def test_a_guest_who_turns_out_to_be_whoever_noted_them_waits_too(cast, opened, by):
    other = cast.person("autre", Role.GROCERY)
    said = Noted("present", minutes=TWELVE_HOURS)
    line = add_walk_in(opened, said, volunteer=None, guest_name="Moi", **by)
    sign_sheet(opened, **by)
    sender = {"organisation": cast.entraide, "since": date(2026, 1, 1), "at": rota.BEFORE}
    helper = register_volunteer(cast.grocery, by=other, **sender)
    registered = register_guest(line, helper, **by)
    assert hours_of(helper).minutes == PLANNED
    assert waiting() == {registered}


def test_who_may_confirm_and_when(cast, opened, rita, by_rita, by):
    keep_sheet(opened, [day.note(rita, minutes=TWELVE_HOURS)], **by_rita)
    line = day.line_of(rita)
    with pytest.raises(Refused, match="Signez d’abord"):
        confirm_minutes(line, **by)
    sign_sheet(opened, **by_rita)
    line = day.line_of(rita)
    for who in (rita.volunteer.user, cast.manager_a, cast.auditor):
        with pytest.raises(Refused, match="coordinateur"):
            confirm_minutes(line, by=who, at=day.NOON)


def test_the_pages_say_what_waits_and_confirm_it(cast, opened, rita, by_rita, monkeypatch):
    monkeypatch.setenv("PORTAIL_CLOCK", day.NOON.isoformat())
    signed(opened, [day.note(rita, minutes=TWELVE_HOURS)], by_rita)
    mine = cast.client(rita.volunteer.user).get("/benevole/presence/").content.decode()
    assert "Durée à confirmer" in mine
    assert "Confirmer 12" not in mine
    client = cast.client(cast.grocery)
    assert "Durée à confirmer" in client.get(reverse("epicerie:sheets")).content.decode()
    lists = {work["title"]: work for work in work_lists_for(cast.grocery, on=day.DAY)}
    assert lists["Durées à confirmer"]["count"] == 1
    here = reverse("epicerie:sheet", args=[opened.pk])
    shown = client.get(here).content.decode().replace("\u00a0", " ")
    assert "Confirmer 12 h" in shown
    assert "Seules 3 h comptent pour l’instant" in shown
    confirm = reverse("epicerie:confirm_minutes", args=[day.line_of(rita).pk])
    assert client.get(confirm).status_code == 405
    assert client.post(confirm).status_code == 302
    assert minutes_of(rita) == TWELVE_HOURS
    assert "Durée à confirmer" not in client.get(here).content.decode()
    lists = {work["title"]: work for work in work_lists_for(cast.grocery, on=day.DAY)}
    assert lists["Durées à confirmer"]["count"] == 0


def entry(cast, line, amount: int) -> HoursEntry:
    with transaction.atomic():
        return HoursEntry.objects.create(
            at=day.NOON,
            amount=amount,
            volunteer=line.volunteer,
            day=day.DAY,
            kind="shift",
            attendance=line,
            by=cast.grocery,
        )


def corrected(place, **fields) -> Attendance:
    """A line of the signed sheet that corrects the one of this place, by raw rows."""
    line = day.line_of(place)
    said = {"status": "present", "minutes": TWELVE_HOURS, "noted_at": day.NOON, "reason": "x"}
    same = {"sheet": line.sheet, "assignment": place, "volunteer": place.volunteer}
    with transaction.atomic():
        return Attendance.objects.create(corrects=line, **said, **same, **fields)


def test_sql_credits_no_more_than_what_was_confirmed(cast, opened, rita, place, by_rita):
    notes = [day.note(rita, "absent"), day.note(place, "absent")]
    signed(opened, notes, by_rita)
    own = corrected(rita, noted_by=rita.volunteer.user)
    other = corrected(place, noted_by=rita.volunteer.user)
    for line, most in ((own, PLANNED), (other, PLANNED + MARGIN)):
        for amount in (TWELVE_HOURS, most + 1, most - 1):
            with pytest.raises(IntegrityError, match="not what a signed sheet says"):
                entry(cast, line, amount)
        entry(cast, line, most)


def test_sql_confirms_nothing_without_the_right(cast, opened, rita, place, by_rita):
    signed(opened, [day.note(rita), day.note(place)], by_rita)
    with pytest.raises(IntegrityError, match="their own line"):
        corrected(rita, noted_by=rita.volunteer.user, confirmed=True)
    for who in (rita.volunteer.user, cast.auditor, cast.manager_a):
        with pytest.raises(IntegrityError, match="only the coordination"):
            corrected(place, noted_by=who, confirmed=True)
    assert corrected(place, noted_by=cast.grocery, confirmed=True).is_confirmed


def test_sql_keeps_the_margin_of_a_sheet(opened, rita, by_rita):
    keep_sheet(opened, [day.note(rita)], **by_rita)
    for margin, wall in ((240, "stays with its opening"), (241, "stays with its opening")):
        with pytest.raises(IntegrityError, match=wall), transaction.atomic():
            PresenceSheet.objects.update(margin_minutes=margin)


def test_sql_makes_no_sheet_with_an_endless_margin(opened):
    with pytest.raises(IntegrityError, match="sheet_margin_plausible"), transaction.atomic():
        PresenceSheet.objects.create(opening=opened, begun_at=day.TEN, margin_minutes=241)
