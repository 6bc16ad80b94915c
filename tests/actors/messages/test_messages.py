"""E-mails: every kind draws, none says too much, a retried job sends once, a failure is seen."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.core import mail
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from actors.actions.messages import send_again, write_message
from actors.emails.kinds import Kind, all_kinds
from actors.jobs import deliver_message
from actors.models import Message
from reims_solidarite.kit.transitions import Refused
from tests.cast import Cast

# An e-mail may be read by anybody who holds the telephone: neither money nor the name of an aid.
TELLING = re.compile(
    r"\d\s?€|\beuros?\b|secours loyer|impay|dette|expulsion|\bRSA\b|reste à vivre",
    re.IGNORECASE,
)


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.name)
def test_every_kind_draws_with_its_dummy(kind: Kind) -> None:
    rendered = kind.render(kind.dummy)
    assert 5 < len(rendered.subject) <= 150
    assert "\n" not in rendered.subject
    assert len(rendered.text) > 60
    assert "{{" not in rendered.text
    assert len(kind.when) > 10


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.name)
def test_no_kind_names_an_aid_or_an_amount(kind: Kind) -> None:
    rendered = kind.render(kind.dummy)
    assert not TELLING.search(rendered.subject + rendered.text + rendered.html)


def test_there_are_kinds_to_test() -> None:
    assert len(all_kinds()) >= 3


@pytest.fixture
def message(cast: Cast, at: datetime) -> Message:
    context = {"first_name": "Camille", "email": cast.volunteer.email, "staff": False}
    written = write_message(
        "actors.account_opened", to=cast.volunteer, dedupe_key="t:1", context=context, at=at
    )
    assert written is not None
    return written


@pytest.mark.django_db
def test_the_same_event_is_told_once(cast: Cast, at: datetime, message: Message) -> None:
    again = write_message(
        "actors.account_opened",
        to=cast.volunteer,
        dedupe_key="t:1",
        context={"first_name": "X", "email": "x@cast.example", "staff": True},
        at=at,
    )
    assert again is None
    assert ProcrastinateJob.objects.count() == 1


@pytest.mark.django_db
def test_a_job_run_twice_sends_once(message: Message) -> None:
    deliver_message(str(message.pk))
    deliver_message(str(message.pk))
    assert len(mail.outbox) == 1
    message.refresh_from_db()
    assert (message.attempts, message.last_error) == (1, "")


@pytest.mark.django_db
def test_a_failure_is_noted_without_content_then_sent_again(
    cast: Cast, at: datetime, message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **kwargs: object) -> int:
        raise OSError("secret de la panne")

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", broken)
        for _ in range(2):
            with pytest.raises(OSError, match="secret"):
                deliver_message(str(message.pk))
    message.refresh_from_db()
    assert (message.attempts, message.last_error, message.sent_at) == (2, "OSError", None)
    client = cast.client(cast.administrator)
    failed = client.get(reverse("admin:actors_message_changelist"), {"envoi": "echec"})
    assert message.subject in failed.content.decode()
    client.post(reverse("admin:actors_message_press", args=[message.pk, "renvoyer"]))
    assert ProcrastinateJob.objects.count() == 2
    deliver_message(str(message.pk))
    assert len(mail.outbox) == 1
    message.refresh_from_db()
    with pytest.raises(Refused, match="déjà parti"):
        send_again(message, by=cast.administrator, at=at)


@pytest.mark.django_db
def test_the_preview_page_shows_every_kind(cast: Cast) -> None:
    page = cast.client(cast.administrator).get(reverse("actors:message_previews"))
    text = page.content.decode()
    for kind in all_kinds():
        assert kind.name in text
    assert cast.client(cast.manager).get(reverse("actors:message_previews")).status_code == 403


@pytest.mark.django_db
def test_only_the_administrator_reads_messages(cast: Cast, message: Message) -> None:
    page = reverse("admin:actors_message_change", args=[message.pk])
    assert "Bonjour Camille" in cast.client(cast.administrator).get(page).content.decode()
    for who in (cast.manager, cast.auditor, cast.reception):
        assert cast.client(who).get(page).status_code == 403
