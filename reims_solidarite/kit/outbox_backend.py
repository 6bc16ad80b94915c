"""Outside production, each e-mail becomes one `.eml` file under `settings.OUTBOX_DIR`.

Any number of processes write there: names never collide, and a reader never meets half a message
because the file takes its final name only once it is whole.
"""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from reims_solidarite.kit.clock import now

_written = count(1)


class EmlBackend(BaseEmailBackend):
    """Names sort by instant, then by order of writing: the clock may stand still."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.OUTBOX_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        return sum(_write(folder, message) for message in email_messages)


def _write(folder: Path, message: EmailMessage) -> bool:
    recipients = message.recipients()
    if not recipients:
        return False
    content = message.message()
    content["X-Envelope-To"] = ", ".join(recipients)  # hidden copies are in no other header
    name = f"{now():%Y%m%dT%H%M%S.%fZ}-{next(_written):06d}-{uuid4().hex[:8]}"
    part = folder / f".{name}.part"
    part.write_bytes(content.as_bytes())
    part.rename(folder / f"{name}.eml")
    return True
