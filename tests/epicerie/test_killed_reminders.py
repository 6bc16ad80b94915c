"""Reminders whose worker is killed: written once for each, sent as one e-mail, none to whoever has
just cancelled.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from actors.models import Message
from epicerie.actions.places import give_up_place, hold_place
from epicerie.contact_jobs import remind_volunteers
from epicerie.models import Assignment, PlaceLink
from reims_solidarite.settings import dev
from tests.actors.messages.test_killed_worker import resume, sent
from tests.cast import Cast
from tests.epicerie import rota_cast as rota
from tests.harness.leftovers import truncate_forgotten
from tests.harness.worker import KILLED, work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
# A week, then two days before the opening of Thursday 3 December.
CLOCKS = {"first": "2026-11-26T10:00+01:00", "second": "2026-12-01T10:00+01:00"}
NAMES = ["ana", "bob", "cleo"]


@pytest.fixture
def held(settings) -> list[Assignment]:
    """Three people on one day. The links are sealed with the key of the worker's own process."""
    settings.SECRET_KEY = dev.SECRET_KEY
    cast = Cast(AT)
    opened = rota.opening(cast.grocery, accueil=len(NAMES))
    people = [rota.volunteer(cast.grocery, cast.entraide, name) for name in NAMES]
    places = [
        hold_place(rota.need(opened), volunteer=row, by=row.user, at=AT, tell=False)
        for row in people
    ]
    truncate_forgotten()
    return places


def reminders(occasion: str) -> list[Message]:
    written = Message.objects.filter(kind=f"epicerie.{occasion}_reminder")
    return list(written.select_related("recipient").order_by("recipient__first_name"))


def names(messages: list[Message]) -> list[str]:
    return [message.recipient.first_name.lower() for message in messages if message.recipient]


@pytest.mark.parametrize("occasion", ["first", "second"])
@pytest.mark.parametrize(
    ("point", "kept"),
    [("reminder.chosen", 0), ("reminder.written@2", 1), ("reminder.chosen@3", 2)],
)
def test_killed_while_writing_then_run_again(held, monkeypatch, occasion, point, kept) -> None:
    remind_volunteers.defer(timestamp=0)
    assert work("default", failpoint=point, clock=CLOCKS[occasion]) == KILLED
    assert len(reminders(occasion)) == kept, "each person's is whole, or is not there"
    monkeypatch.setenv("PORTAIL_CLOCK", CLOCKS[occasion])
    for _ in range(2):
        remind_volunteers(timestamp=0)
        assert names(reminders(occasion)) == NAMES
        links = PlaceLink.objects.filter(occasion=occasion, revoked_at=None)
        assert {link.assignment_id for link in links} == {place.pk for place in held}


@pytest.mark.parametrize(("point", "left"), [("message.leaving", 0), ("message.sent", 1)])
def test_killed_while_sending_each_has_one_and_who_cancelled_none(
    held, monkeypatch, point, left
) -> None:
    """The worker dies on the first e-mail; then the second person cancels."""
    monkeypatch.setenv("PORTAIL_CLOCK", CLOCKS["first"])
    remind_volunteers(timestamp=0)
    first, second, third = reminders("first")
    assert work("mail", failpoint=point, clock=CLOCKS["first"]) == KILLED
    assert [len(sent(message)) for message in (first, second, third)] == [left, 0, 0]
    gone = held[1]
    give_up_place(gone, by=gone.volunteer.user, at=datetime.fromisoformat(CLOCKS["first"]))
    resume()
    work("mail", clock=CLOCKS["first"])
    assert len(sent(first)) == left + 1
    assert len(set(sent(first))) == 1, "the mail server is told that it is the same e-mail"
    assert (len(sent(second)), len(sent(third))) == (0, 1)
    second.refresh_from_db()
    assert second.withdrawn_at is not None
    remind_volunteers(timestamp=0)
    assert len(reminders("first")) == len(NAMES), "nothing is written anew"


def test_who_cancels_between_the_crash_and_the_next_run_is_not_written_to(
    held, monkeypatch
) -> None:
    remind_volunteers.defer(timestamp=0)
    assert work("default", failpoint="reminder.chosen", clock=CLOCKS["first"]) == KILLED
    gone = held[0]
    give_up_place(gone, by=gone.volunteer.user, at=datetime.fromisoformat(CLOCKS["first"]))
    monkeypatch.setenv("PORTAIL_CLOCK", CLOCKS["first"])
    remind_volunteers(timestamp=0)
    assert names(reminders("first")) == NAMES[1:]
