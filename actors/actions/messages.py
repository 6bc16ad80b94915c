"""Writing an e-mail with the act that causes it; the job delivers it after the commit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language, override

from actors.actions.journal import record
from actors.emails.kinds import kind_named
from actors.jobs import DELIVERY
from actors.models import Message, User
from actors.no_address import has_none
from reims_solidarite.kit.deferring import defer, defer_all
from reims_solidarite.kit.secrets import REDACTED, seal
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def write_message(
    kind: str,
    *,
    to: User | str,
    dedupe_key: str,
    context: Mapping[str, object],
    at: datetime,
    secret: str = "",
) -> Message | None:
    """Write one message and defer its delivery; None when this event was told already, or to
    somebody without an address.

    `dedupe_key` names the event and the person: writing it twice sends once. `secret` is what the
    template prints as `{{ secret }}`: the stored text keeps a mark in its place.
    """
    address = to if isinstance(to, str) else to.email
    if has_none(address):
        return None
    rendered = kind_named(kind).render({**context, "secret": REDACTED} if secret else context)
    message, created = Message.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "kind": kind,
            "recipient": None if isinstance(to, str) else to,
            "address": address,
            "subject": rendered.subject,
            "text": rendered.text,
            "html": rendered.html,
            "sealed": seal(secret) if secret else "",
            "created_at": at,
        },
    )
    if not created:
        return None
    defer(DELIVERY, message_id=str(message.pk))
    return message


@dataclass(frozen=True)
class Letter:
    """One of many messages of the same kind: to whom, about which event, with which secret.

    `language`: the reader's, where they chose one; else that of the page.
    """

    to: User
    dedupe_key: str
    context: Mapping[str, object]
    secret: str = ""
    language: str | None = None


@transaction.atomic
def write_messages(
    kind: str, letters: Iterable[Letter], *, at: datetime
) -> list[tuple[Letter, Message]]:
    """`write_message` for many people, in as many queries as for one; those that are new."""
    drawn = [(one, _draw(kind, one, at)) for one in letters if not has_none(one.to.email)]
    Message.objects.bulk_create((message for _, message in drawn), ignore_conflicts=True)
    # What was told already was left out: only the rows that are really there leave.
    wanted = [message.pk for _, message in drawn]
    there = set(Message.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    written = [(letter, message) for letter, message in drawn if message.pk in there]
    defer_all(DELIVERY, [{"message_id": str(message.pk)} for _, message in written])
    return written


def _draw(kind: str, letter: Letter, at: datetime) -> Message:
    hidden = {"secret": REDACTED} if letter.secret else {}
    with override(letter.language or get_language()):
        rendered = kind_named(kind).render({**letter.context, **hidden})
    return Message(
        dedupe_key=letter.dedupe_key,
        kind=kind,
        recipient=letter.to,
        address=letter.to.email,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        sealed=seal(letter.secret) if letter.secret else "",
        created_at=at,
    )


@transaction.atomic
def send_again(message: Message, *, by: User, at: datetime) -> None:
    """Put a message that never left back in the queue. Refused once it has left."""
    held = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if held.sent_at is not None:
        raise Refused("Ce message est déjà parti.")
    if held.withdrawn_at is not None:
        raise Refused("Ce message n’est plus vrai : il ne partira pas.")
    held.last_error = ""
    held.save(update_fields=["last_error"])
    defer(DELIVERY, message_id=str(held.pk))
    record("send_again", held, by=by, at=at)
