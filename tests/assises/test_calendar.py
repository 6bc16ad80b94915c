"""Calendar files: stable identifiers, Paris hours through both changes of clock, cancellations."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from icalendar import Calendar

from actors.models import User
from actors.themes import Theme
from assises.actions.meetings import (
    approve_report,
    call_meeting,
    cancel_meeting,
    revise_meeting,
    write_report,
)
from assises.actions.registration import cancel_registration
from assises.models import Meeting, WorkingGroup
from assises.queries.links import token_of
from reims_solidarite.kit.transitions import Refused
from tests.assises.builders import a_workshop, an_edition, registered
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> WorkingGroup:
    return WorkingGroup.objects.create(
        theme=Theme.HOUSING, slug="logement", name="Groupe « Logement »"
    )


def a_meeting(group: WorkingGroup, day: date, at: datetime, *, hour: int = 14) -> Meeting:
    values = {
        "group": group,
        "day": day,
        "starts": time(hour),
        "ends": time(hour + 2),
        "place": "Maison d’essai",
    }
    return call_meeting(values, by=None, at=at)


def events(path: str) -> dict[str, object]:
    answer = Client().get(path)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


@pytest.mark.parametrize(
    ("before", "after", "first_utc", "second_utc"),
    [
        (date(2027, 3, 22), date(2027, 3, 29), 13, 12),
        (date(2027, 10, 25), date(2027, 11, 1), 12, 13),
    ],
    ids=["spring", "autumn"],
)
def test_two_in_the_afternoon_stays_so_across_the_clock_change(
    group: WorkingGroup, at: datetime, before: date, after: date, first_utc: int, second_utc: int
) -> None:
    for day in (before, after):
        a_meeting(group, day, at)
    text = Client().get("/assises/groupes/logement.ics").content.decode()
    for day in (before, after):
        assert f"DTSTART;TZID=Europe/Paris:{day:%Y%m%d}T140000" in text
    assert text.count("BEGIN:STANDARD") >= 1
    assert text.count("BEGIN:DAYLIGHT") >= 1
    starts = sorted(
        e["DTSTART"].dt.astimezone(UTC).hour for e in events("/assises/agenda.ics").values()
    )
    assert starts == sorted([first_utc, second_utc])


def test_the_zone_rules_alone_give_the_right_instants(group: WorkingGroup, at: datetime) -> None:
    """A reader that knows no zone name computes from the VTIMEZONE that the file carries."""
    a_meeting(group, date(2027, 3, 29), at)
    calendar = Calendar.from_ical(Client().get("/assises/groupes/logement.ics").content)
    (zone,) = calendar.walk("VTIMEZONE")
    rules = zone.to_tz(lookup_tzid=False)
    assert datetime(2027, 3, 29, 14, tzinfo=rules).utcoffset() == timedelta(hours=2)
    assert datetime(2027, 3, 22, 14, tzinfo=rules).utcoffset() == timedelta(hours=1)


def test_moving_keeps_the_identifier_and_raises_the_sequence(
    group: WorkingGroup, at: datetime
) -> None:
    meeting = a_meeting(group, date(2027, 1, 11), at)
    (uid,) = events("/assises/agenda.ics")
    later = at + timedelta(days=1)
    revise_meeting(meeting, {"place": "Ailleurs"}, by=None, at=later)
    revise_meeting(meeting, {"agenda": "Un mot de plus"}, by=None, at=later)
    WorkingGroup.objects.update(name="Un autre nom")
    ((same, event),) = events("/assises/agenda.ics").items()
    assert same == uid
    assert event["SEQUENCE"] == 1, "the agenda's words move nothing in a calendar"
    assert event["LAST-MODIFIED"].dt == later
    assert event["LOCATION"] == "Ailleurs"


def test_a_cancelled_meeting_stays_in_the_feed(
    group: WorkingGroup, at: datetime, cast: Cast
) -> None:
    meeting = a_meeting(group, date(2027, 1, 11), at)
    cancel_meeting(meeting, by=cast.network, at=at)
    (event,) = events("/assises/groupes/logement.ics").values()
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    with pytest.raises(Refused, match="déjà annulée"):
        cancel_meeting(meeting, by=cast.network, at=at)
    with pytest.raises(Refused, match="annulée"):
        revise_meeting(meeting, {"place": "Ailleurs"}, by=cast.network, at=at)


def test_feeds_name_nobody(group: WorkingGroup, at: datetime, cast: Cast) -> None:
    meeting = a_meeting(group, date(2026, 11, 2), at)
    write_report(meeting, "Camille Essai a dit…", by=cast.network, at=at)
    approve_report(meeting, by=cast.network, at=at)
    text = Client().get("/assises/agenda.ics").content.decode()
    for word in ("Camille", "Distribution", "@cast.example", "ATTENDEE", "ORGANIZER"):
        assert word not in text


def test_the_same_feed_twice_has_the_same_bytes(group: WorkingGroup, at: datetime) -> None:
    a_meeting(group, date(2027, 1, 11), at)
    first = Client().get("/assises/agenda.ics").content
    assert first == Client().get("/assises/agenda.ics").content
    assert b"BEGIN:VEVENT" in first


def test_an_empty_feed_is_valid(group: WorkingGroup) -> None:
    assert events("/assises/groupes/logement.ics") == {}
    assert Client().get("/assises/groupes/inconnu.ics").status_code == 404


def test_a_registered_person_gets_their_own_day(at: datetime) -> None:
    edition = an_edition(at)
    workshop = a_workshop(edition, "Se loger", at=at)
    a_workshop(edition, "Se soigner", at=at)
    person = registered(edition, 1, workshop, at=at)
    path = f"/assises/inscription/{token_of(person)}/agenda.ics"
    (event,) = events(path).values()
    assert (event["SUMMARY"], event["STATUS"]) == ("Se loger", "CONFIRMED")
    assert Client().get("/assises/inscription/inconnu/agenda.ics").status_code == 404
    cancel_registration(person, by=None, at=at)
    assert events(path) == {}


def test_the_database_refuses_a_silent_move(group: WorkingGroup, at: datetime) -> None:
    meeting = a_meeting(group, date(2027, 1, 11), at)
    with pytest.raises(IntegrityError, match="higher sequence"), transaction.atomic():
        Meeting.objects.filter(pk=meeting.pk).update(place="Ailleurs")


def test_an_approved_report_is_final(group: WorkingGroup, at: datetime, cast: Cast) -> None:
    coordinator: User = cast.network
    meeting = a_meeting(group, date(2026, 11, 2), at)
    with pytest.raises(Refused, match="pas de compte rendu"):
        approve_report(meeting, by=coordinator, at=at)
    write_report(meeting, "Décidé.", by=coordinator, at=at)
    assert "Décidé." not in Client().get("/assises/groupes/logement/").content.decode()
    approve_report(meeting, by=coordinator, at=at)
    assert "Décidé." in Client().get("/assises/groupes/logement/").content.decode()
    with pytest.raises(Refused, match="ne change plus"):
        write_report(meeting, "Autre chose.", by=coordinator, at=at)
    for change in ({"report": "Autre"}, {"report_state": "brouillon"}):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(**change)
    future = a_meeting(group, date(2027, 1, 11), at)
    write_report(future, "Trop tôt.", by=coordinator, at=at)
    with pytest.raises(Refused, match="pas encore eu lieu"):
        approve_report(future, by=coordinator, at=at)
