"""Handing out a file of a batch: the portal keeps who took it away, and when."""

from __future__ import annotations

from datetime import datetime

from actors import rules
from actors.actions.reading import note_reading
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.doors import action, first_problem, locked, need, seal, unforged
from secours_loyer.actions.locks import Forged
from secours_loyer.models import FileDownload, OutgoingFile
from secours_loyer.queries.handing_over import paid_again, why_kept_back
from secours_loyer.queries.sentences_of_money import CANCELLED
from secours_loyer.states import BatchState

AS_AGENT = "agent du secours loyer"
BY_PAGE, BY_COMMAND = "secours_loyer:outgoing_file", "manage.py export_batch"


@action
def hand_out(file: OutgoingFile, *, by: User, at: datetime, route: str) -> FileDownload:
    """Before the bytes leave, by the page or the command: the download, and the reading of every
    file of the batch, committed together."""
    taken = note_download(file, by=by, at=at)
    homes = file.batch.orders.values_list("award__decision__request__household__uid", flat=True)
    note_reading(
        homes.order_by("line"), by=by, at=at, classes=["identity", "bank", "debts"], route=route,
        reason=AS_AGENT,
    )  # fmt: skip
    return taken


@action
def note_download(file: OutgoingFile, *, by: User, at: datetime) -> FileDownload:
    """Refused while its batch must not be handed over; once it is cancelled, or an order of it
    failed and another stands for it, but to the auditor."""
    try:
        batch = locked(file.batch)
        unforged(file)
    except Forged as found:
        # A reading writes nothing more: the next act on the batch tells those who watch.
        raise Refused(found.message) from found
    need(batch.state != BatchState.CANCELLED or rules.AUDITOR.allows(by), CANCELLED)
    again = paid_again(batch)
    if not rules.AUDITOR.allows(by):
        first_problem(again)
    if batch.state == BatchState.EXPORTED and not again:
        first_problem(why_kept_back(batch, on=paris_day(at)))
    taken = FileDownload.objects.create(file=file, by=by, at=at)
    seal(taken, at=at)
    return taken
