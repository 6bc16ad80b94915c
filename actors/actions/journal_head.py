"""Once a day the journal is checked, and its head leaves the machine."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from actors.actions.messages import write_message
from actors.journal_heads import head_at
from actors.queries.journal_check import JournalCheck, check_journal
from reims_solidarite.kit.dates import paris_day


@transaction.atomic
def export_head(*, at: datetime) -> JournalCheck:
    """Write the head in the storage made for it, and to the address of whoever keeps it.

    A second run on the same day writes and sends nothing more. A journal that does not hold is told
    by the same e-mail; its head is not kept, or it would vouch for what was tampered with.
    """
    found = check_journal()
    day = paris_day(at)
    line = ""
    if not found.problem:
        head = head_at(at, entries=found.entries, position=found.position, digest=found.digest)
        line = head.line()
        _keep(f"{day:%Y-%m-%d}.txt", line)
    if settings.JOURNAL_HEAD_ADDRESS:
        write_message(
            "actors.journal_head",
            to=settings.JOURNAL_HEAD_ADDRESS,
            dedupe_key=f"journal_head:{day:%Y-%m-%d}",
            context={"day": day, "problem": found.problem, "line": line},
            at=at,
        )
    return found


def _keep(name: str, line: str) -> None:
    kept = storages["journal_heads"]
    if not kept.exists(name):
        kept.save(name, ContentFile(f"{line}\n".encode()))
