"""Writing an e-mail with the act that causes it; the job delivers it after the commit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from actors.actions.journal import record
from actors.emails.kinds import kind_named
from actors.jobs import deliver_message
from actors.models import Message, User
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
    """Write one message and defer its delivery; None when this event was told already.

    `dedupe_key` names the event and the person: writing it twice sends once. `secret` is what the
    template prints as `{{ secret }}`: the stored text keeps a mark in its place.
    """
    address = to if isinstance(to, str) else to.email
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
    deliver_message.defer(message_id=str(message.pk))
    return message


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
    deliver_message.defer(message_id=str(held.pk))
    record("send_again", held, by=by, at=at)
