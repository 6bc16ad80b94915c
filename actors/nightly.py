"""Nightly work of the shared ground; running twice changes nothing more."""

import logging

from procrastinate.contrib.django import app

from actors.actions.journal_head import export_head
from reims_solidarite.kit.clock import now

_log = logging.getLogger(__name__)


@app.periodic(cron="40 2 * * *")
@app.task(name="actors.export_journal_head", queueing_lock="actors.export_journal_head")
def export_journal_head(timestamp: int) -> None:
    """Check the journal, then send its head off the machine."""
    found = export_head(at=now())
    if found.problem:
        _log.error("journal: %s", found.problem)
