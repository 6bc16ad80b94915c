"""A worker killed in the middle of an e-mail: it is sent after all, and never as another e-mail."""

from __future__ import annotations

import email
from datetime import datetime
from email import policy
from types import SimpleNamespace

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from actors.actions.messages import write_message
from actors.jobs import resume_stopped_mail
from actors.models import Message
from tests.cast import Cast
from tests.harness.leftovers import truncate_forgotten
from tests.harness.worker import work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


@pytest.fixture
def message(at: datetime) -> Message:
    person = Cast(at).volunteer
    truncate_forgotten()
    written = write_message(
        "actors.account_opened",
        to=person,
        dedupe_key="t:killed",
        context={"first_name": "Camille", "email": person.email, "staff": False},
        at=at,
    )
    assert written is not None
    return written


def sent(message: Message) -> list[str]:
    """The Message-ID of every e-mail that left for this event."""
    found = []
    for file in (settings.VAR / "outbox").glob("*.eml"):
        read = email.message_from_bytes(file.read_bytes(), policy=policy.default)
        if str(message.pk) in str(read["Message-ID"]):
            found.append(str(read["Message-ID"]))
    return found


def resume() -> None:
    """What the job does every five minutes, once the dead worker's silence is long enough."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'"
        )
    async_to_sync(resume_stopped_mail.func)(SimpleNamespace(app=app), timestamp=0)


def states() -> set[str]:
    mine = ProcrastinateJob.objects.filter(task_name="actors.deliver_message")
    return set(mine.values_list("status", flat=True))


@pytest.mark.parametrize(("point", "left"), [("message.leaving", 0), ("message.sent", 1)])
def test_killed_then_resumed(message: Message, point: str, left: int) -> None:
    assert work("mail", failpoint=point) == -9
    assert states() == {"doing"}
    assert len(sent(message)) == left
    work("mail")
    assert states() == {"doing"}, "without the resuming job it would wait for ever"
    resume()
    work("mail")
    message.refresh_from_db()
    assert message.sent_at is not None
    assert len(sent(message)) == left + 1
    assert len(set(sent(message))) == 1, "the mail server is told that it is the same e-mail"
    assert states() == {"succeeded"}
    resume()
    work("mail")
    assert len(sent(message)) == left + 1
