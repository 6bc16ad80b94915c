"""Confirmations and reminders: once each, in Paris days, never to somebody who has cancelled."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from actors.actions.messages import send_again
from actors.models import JournalEntry, Message
from epicerie.actions.places import give_up_place, hold_place, take_back_place
from epicerie.actions.reminders import reach_by_phone, remind
from epicerie.actions.rota import publish_places
from epicerie.actions.wishes import set_wishes
from epicerie.contact_jobs import remind_volunteers
from epicerie.models import Channel, PhoneCall, PlaceLink
from epicerie.queries.reminders import reminders_due
from reims_solidarite.kit.dates import paris_instant
from reims_solidarite.kit.transitions import Refused
from tests.epicerie import rota_cast as rota
from tests.epicerie.call_cast import deliver, tokens_of

pytestmark = pytest.mark.django_db
DAY = rota.DAY  # Thursday 3 December 2026
LONG_BEFORE = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def vera(cast):
    return rota.volunteer(cast.grocery, cast.entraide, "vera")


@pytest.fixture
def opened(cast):
    return rota.opening(cast.grocery, at=LONG_BEFORE, accueil=2)


@pytest.fixture
def held(opened, vera):
    return hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=LONG_BEFORE)


def run(days_before: int, *, day: date = DAY, hour: time = time(10)) -> list[str]:
    """The job on a day; the kinds of reminders it wrote."""
    at = paris_instant(day - timedelta(days=days_before), hour)
    known = set(Message.objects.values_list("pk", flat=True))
    for due in reminders_due(at):
        remind(due, at=at)
    return [
        row.kind.removeprefix("epicerie.")
        for row in Message.objects.exclude(pk__in=known).order_by("pk")
    ]


def test_each_reminder_leaves_on_its_day_and_once(held):
    assert run(8) == []
    assert run(7) == ["first_reminder"]
    assert run(7) == []
    assert run(6) == run(3) == []
    assert run(2) == ["second_reminder"]
    assert run(2) == run(1) == run(0) == []


def test_after_an_outage_the_first_still_leaves_but_never_the_day_before(held):
    assert run(5) == ["first_reminder"]
    assert run(1) == ["second_reminder"]


def test_after_a_long_outage_only_the_last_one_leaves(held):
    assert run(1) == ["second_reminder"]
    assert run(0) == []


def test_a_place_just_taken_is_not_reminded_of(opened, vera):
    hold_place(
        rota.need(opened),
        volunteer=vera,
        by=vera.user,
        at=paris_instant(DAY - timedelta(days=7), time(9)),
    )
    assert run(7) == run(6) == []
    assert run(2) == ["second_reminder"]


def test_two_places_on_one_day_are_one_message_with_a_link_each(cast, held, vera):
    later = rota.opening(cast.grocery, starts=time(14), ends=time(17), at=LONG_BEFORE, accueil=1)
    set_wishes(vera, {"min_gap_days": 0}, by=vera.user, at=LONG_BEFORE)
    hold_place(rota.need(later), volunteer=vera, by=vera.user, at=LONG_BEFORE)
    assert run(7) == ["first_reminder"]
    assert len(set(tokens_of(vera, "epicerie.first_reminder"))) == 2
    assert PlaceLink.objects.filter(occasion="first").count() == 2


@pytest.mark.parametrize(
    "day",
    [date(2027, 3, 28), date(2027, 4, 1), date(2027, 10, 31), date(2027, 11, 2)],
)
def test_days_are_counted_across_both_clock_changes(cast, vera, day):
    opened = rota.opening(cast.grocery, day, at=LONG_BEFORE)
    hold_place(rota.need(opened), volunteer=vera, by=vera.user, at=LONG_BEFORE)
    assert run(8, day=day, hour=time(23, 59)) == []
    assert run(7, day=day, hour=time(0, 1)) == ["first_reminder"]
    assert run(3, day=day, hour=time(23, 59)) == []
    assert run(2, day=day, hour=time(0, 1)) == ["second_reminder"]


def test_the_job_lets_people_sleep(held, monkeypatch):
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-26T07:59+01:00")
    remind_volunteers(timestamp=0)
    assert not Message.objects.filter(kind="epicerie.first_reminder").exists()
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-26T08:00+01:00")
    remind_volunteers(timestamp=0)
    assert Message.objects.filter(kind="epicerie.first_reminder").count() == 1


def test_whoever_gave_up_is_not_reminded(held, vera, at):
    give_up_place(held, by=vera.user, at=at)
    assert run(7) == run(2) == []


@pytest.mark.parametrize("kind", ["epicerie.first_reminder", "epicerie.place_taken"])
def test_given_up_while_the_message_waited_to_leave_it_is_withdrawn(
    held, vera, kind, mailoutbox, at
):
    run(7)
    message = Message.objects.get(kind=kind)
    give_up_place(held, by=vera.user, at=at)
    deliver(message)
    assert (message.sent_at, message.sealed) == (None, "")
    assert message.withdrawn_at is not None
    assert [mail.subject for mail in mailoutbox] == []
    with pytest.raises(Refused, match="n’est plus vrai"):
        send_again(message, by=vera.user, at=at)


def test_still_held_it_leaves(held, mailoutbox):
    run(7)
    deliver(Message.objects.get(kind="epicerie.first_reminder"))
    (mail,) = mailoutbox
    assert "lien-masqué" not in mail.body
    assert "/benevole/reponse/" in mail.body


def test_one_of_two_given_up_before_it_left_the_other_is_reminded_afresh(cast, held, vera):
    later = rota.opening(cast.grocery, starts=time(14), ends=time(17), at=LONG_BEFORE, accueil=1)
    set_wishes(vera, {"min_gap_days": 0}, by=vera.user, at=LONG_BEFORE)
    hold_place(rota.need(later), volunteer=vera, by=vera.user, at=LONG_BEFORE)
    run(7)
    give_up_place(held, by=vera.user, at=paris_instant(DAY - timedelta(days=7), time(10, 1)))
    deliver(Message.objects.get(kind="epicerie.first_reminder"))
    assert run(7, hour=time(10, 30)) == ["first_reminder"]
    assert run(7, hour=time(11)) == []
    fresh = Message.objects.filter(kind="epicerie.first_reminder", withdrawn_at=None).get()
    assert "14" in fresh.text
    assert "9\u00a0h" not in fresh.text


def test_what_a_person_gave_up_opens_no_door_any_more(held, vera, at):
    give_up_place(held, by=vera.user, at=at)
    assert not PlaceLink.objects.open(at).exists()


def test_by_telephone_the_coordinator_is_told_whom_to_call(cast, opened, vera, at):
    vera.channel = Channel.PHONE
    vera.save()
    held = hold_place(rota.need(opened), volunteer=vera, by=cast.grocery, at=LONG_BEFORE)
    assert run(7) == run(2) == []
    lines = PhoneCall.objects.to_make()
    assert [line.occasion for line in lines] == ["assigned", "first", "second"]
    assert run(7) == run(2) == []
    assert lines.count() == 3
    reach_by_phone(lines[0], by=cast.grocery, at=at)
    with pytest.raises(Refused, match="déjà été jointe"):
        reach_by_phone(PhoneCall.objects.get(occasion="assigned"), by=cast.grocery, at=at)
    entry = JournalEntry.objects.get(verb="reach_by_phone")
    assert entry.details == {"occasion": "assigned"}
    take_back_place(held, by=cast.grocery, at=at)
    assert [line.occasion for line in PhoneCall.objects.to_make()] == ["removed"]
    with pytest.raises(Refused, match="situation a changé"):
        reach_by_phone(PhoneCall.objects.get(occasion="first"), by=cast.grocery, at=at)


def test_a_published_rota_is_one_message_or_one_call(cast, vera, at):
    olga = rota.volunteer(cast.grocery, cast.entraide, "olga", channel=Channel.PHONE)
    days = [rota.opening(cast.grocery, date(2026, 12, day), accueil=2) for day in (3, 10)]
    needs = {rota.need(day): [vera, olga] for day in days}
    publish_places(needs, by=cast.grocery, at=at)
    assert Message.objects.filter(kind="epicerie.rota_published").get().recipient == vera.user
    assert len(tokens_of(vera, "epicerie.rota_published")) == 2
    assert PhoneCall.objects.to_make().get().volunteer == olga
