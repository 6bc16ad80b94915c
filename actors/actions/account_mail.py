"""E-mails of signing in: stored without their secret, delivered by the job like any other.

Sending inside the request would make a known address answer later than an unknown one.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from actors.jobs import DELIVERY
from actors.models import Message, User
from reims_solidarite.kit.deferring import defer
from reims_solidarite.kit.secrets import REDACTED, seal


@transaction.atomic
def queue_account_mail(
    kind: str,
    *,
    address: str,
    subject: str,
    text: str,
    secret: str,
    at: datetime,
    pretend: bool = False,
) -> None:
    """Keep and queue one e-mail; `secret` (the code, the link) is sealed until it has left.

    `pretend` does the same work and takes it back: an unknown address must cost as much.
    """
    message = Message.objects.create(
        kind=kind,
        recipient=User.objects.filter(email=address.lower()).first(),
        address=address,
        subject=subject[:200],
        text=text.replace(secret, REDACTED) if secret else text,
        sealed=seal(secret) if secret else "",
        dedupe_key=f"compte:{uuid.uuid4()}",
        created_at=at,
    )
    defer(DELIVERY, message_id=str(message.pk))
    if pretend:
        transaction.set_rollback(True)
