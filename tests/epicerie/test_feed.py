"""The personal calendar: Paris time in both clock-change weeks, changes that calendars follow."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar
import pytest
from django.urls import reverse

from epicerie.actions.exchanges import accept_exchange, offer_exchange
from epicerie.actions.openings import cancel_day
from epicerie.actions.places import give_up_place, hold_place
from epicerie.actions.volunteers import renew_feed
from epicerie.models import Volunteer
from reims_solidarite.kit.secrets import unseal
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch, at):
    monkeypatch.setenv("PORTAIL_CLOCK", at.isoformat())


@pytest.fixture
def me(cast):
    return rota.as_volunteer(cast.volunteer, cast.entraide, cast.grocery)


def address(volunteer: Volunteer) -> str:
    return reverse("epicerie:feed", args=[unseal(volunteer.feed_sealed)])


def read(cast, volunteer):
    answer = cast.client().get(address(volunteer))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return icalendar.Calendar.from_ical(answer.content)


@pytest.mark.parametrize(
    ("day", "utc_offset_hours"),
    [
        (date(2027, 3, 27), 1),
        (date(2027, 3, 30), 2),
        (date(2027, 10, 30), 2),
        (date(2027, 11, 2), 1),
    ],
)
def test_nine_in_paris_stays_nine(cast, me, at, day, utc_offset_hours):
    opened = rota.opening(cast.grocery, day)
    hold_place(rota.need(opened), volunteer=me, by=cast.grocery, at=at)
    calendar = read(cast, me)
    (zone,) = calendar.walk("VTIMEZONE")
    assert str(zone["TZID"]) == "Europe/Paris"
    (event,) = calendar.walk("VEVENT")
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    starts = event.decoded("DTSTART")
    assert (starts.hour, starts.utcoffset()) == (9, timedelta(hours=utc_offset_hours))
    # The zone carried by the file says the same, for a calendar that does not know Paris.
    carried = zone.to_tz()
    assert carried.utcoffset(starts.replace(tzinfo=None)) == timedelta(hours=utc_offset_hours)


def test_a_place_given_up_stays_cancelled_with_a_higher_sequence(cast, me, at):
    opened = rota.opening(cast.grocery)
    held = hold_place(rota.need(opened), volunteer=me, by=cast.volunteer, at=at)
    (before,) = read(cast, me).walk("VEVENT")
    later = at + timedelta(hours=2)
    give_up_place(held, by=cast.volunteer, at=later)
    (after,) = read(cast, me).walk("VEVENT")
    assert str(after["UID"]) == str(before["UID"])
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert (str(before["STATUS"]), str(after["STATUS"])) == ("CONFIRMED", "CANCELLED")
    assert after.decoded("DTSTAMP") == later
    assert after.decoded("LAST-MODIFIED") == later


def test_coming_back_at_another_post_is_the_same_event_again(cast, me, at):
    opened = rota.opening(cast.grocery, accueil=1, rayons=1)
    held = hold_place(rota.need(opened), volunteer=me, by=cast.volunteer, at=at)
    (before,) = read(cast, me).walk("VEVENT")
    give_up_place(held, by=cast.volunteer, at=at + timedelta(hours=1))
    back = at + timedelta(hours=2)
    hold_place(rota.need(opened, "rayons"), volunteer=me, by=cast.volunteer, at=back)
    (after,) = read(cast, me).walk("VEVENT")
    assert str(after["UID"]) == str(before["UID"])
    assert (after["SEQUENCE"], str(after["STATUS"])) == (2, "CONFIRMED")
    assert (str(before["SUMMARY"]), str(after["SUMMARY"])) == (
        *("Épicerie sociale : accueil", "Épicerie sociale : rayons"),
    )
    assert after.decoded("LAST-MODIFIED") == back


def test_a_cancelled_opening_keeps_its_event_cancelled(cast, me, at):
    opened = rota.opening(cast.grocery)
    hold_place(rota.need(opened), volunteer=me, by=cast.volunteer, at=at)
    cancel_day(opened, reason="fuite d’eau", by=cast.grocery, at=at + timedelta(hours=1))
    (event,) = read(cast, me).walk("VEVENT")
    assert (event["SEQUENCE"], str(event["STATUS"])) == (1, "CANCELLED")
    assert str(event["SUMMARY"]).startswith("Annulé")
    assert event.walk("VALARM") == []


def test_both_calendars_follow_an_exchange(cast, me, at):
    olga = rota.volunteer(cast.grocery, cast.entraide, "olga")
    first, second = (rota.opening(cast.grocery, date(2026, 12, day)) for day in (3, 8))
    mine = hold_place(rota.need(first), volunteer=me, by=cast.volunteer, at=at)
    hold_place(rota.need(second), volunteer=olga, by=olga.user, at=at)
    offer = offer_exchange(mine, asked=None, wanted=second, by=cast.volunteer, at=at)
    accept_exchange(offer, volunteer=olga, by=olga.user, at=at + timedelta(hours=1))
    for person in (me, olga):
        events = read(cast, person).walk("VEVENT")
        said = {event.decoded("DTSTART").day: event for event in events}
        gone, new = (3, 8) if person == me else (8, 3)
        assert (said[gone]["SEQUENCE"], str(said[gone]["STATUS"])) == (1, "CANCELLED")
        assert str(said[new]["STATUS"]) == "CONFIRMED"


def test_a_reminder_two_hours_before_in_the_language_of_the_person(cast, me, at):
    Volunteer.objects.update(language="uk")
    hold_place(rota.need(rota.opening(cast.grocery)), volunteer=me, by=cast.volunteer, at=at)
    (event,) = read(cast, me).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Соціальна крамниця: зустріч відвідувачів"
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == -timedelta(hours=2)


def test_nobody_is_named_in_a_calendar(cast, me, at):
    opened = rota.opening(cast.grocery)
    hold_place(rota.need(opened), volunteer=me, by=cast.volunteer, at=at)
    content = cast.client().get(address(me)).content.decode()
    for word in (cast.volunteer.first_name, cast.volunteer.last_name, cast.volunteer.email):
        assert word not in content


def test_a_renewed_address_ends_the_old_one(cast, me, at):
    old = address(me)
    page = cast.client(cast.volunteer)
    assert old in page.get(reverse("epicerie:calendar_address")).content.decode()
    assert page.post(reverse("epicerie:calendar_address")).status_code == 302
    assert cast.client().get(old).status_code == 404
    me.refresh_from_db()
    assert cast.client().get(address(me)).status_code == 200


def test_nobody_renews_for_somebody_else(cast, me, at):
    with pytest.raises(Refused, match="sa propre adresse"):
        renew_feed(me, by=cast.grocery, at=at)


def test_the_table_alone_opens_no_calendar(cast, me):
    assert unseal(me.feed_sealed) not in (me.feed_sealed, me.feed_digest)
    assert cast.client().get(reverse("epicerie:feed", args=[me.feed_digest])).status_code == 404


def test_a_closed_account_has_no_calendar(cast, me):
    type(me.user).objects.filter(pk=me.user_id).update(is_active=False)
    assert cast.client().get(address(me)).status_code == 404


def test_two_queries_whatever_the_number_of_shifts(cast, me, at, django_assert_num_queries):
    client = cast.client()
    for day in (1, 2, 3):
        opened = rota.opening(cast.grocery, date(2026, 12, day))
        hold_place(rota.need(opened), volunteer=me, by=cast.grocery, at=at)
    with django_assert_num_queries(2):
        client.get(address(me))
