"""The export killed at every point, then run again: nothing twice, nothing lost.

Another process is killed for real (SIGKILL, no `finally`), on the same database; then the same
command is run again as a person would.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path as Folder

import pytest
from django.conf import settings
from django.db import Error
from django.db.models import QuerySet

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.exports.accountant_reader import read_package
from secours_loyer.exports.reader import read_pain001
from secours_loyer.models import (
    FILES_OF,
    Batch,
    Channel,
    EntryKind,
    FileKind,
    PaymentEntry,
    PaymentOrder,
)
from secours_loyer.states import BatchState, OrderState
from tests.harness.another_process import KILLED, manage
from tests.races.barrier import run_at_once
from tests.secours_loyer.path import Path

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

AMOUNT = "Montant (euros)"
# The file of each channel that says what is paid; a cheque leaves with the nominative list.
TELLING = {
    Channel.REGIE: FileKind.TRANSFERS,
    Channel.MANDAT: FileKind.PACKAGE,
    Channel.CHEQUE: FileKind.LIST_CSV,
}
POINTS = (
    "export.begin",
    "export.locked",
    "export.encoded",
    "export.files_kept",
    "export.orders_sent",
    "export.ledger_written",
    "export.before_commit",
    "export.committed",
    "export.handed_out",
)


def run_export(batch: Batch, by: str, folder: Folder, failpoint: str = "") -> int:
    """`manage.py export_batch` in a process of its own, on the test's database."""
    words = ("export_batch", batch.number, "--by", by, "--to", str(folder))
    return manage(*words, failpoint=failpoint)


def re_added(channel: str, content: bytes) -> tuple[int, int]:
    """Payments and cents of the file that the channel pays from, by readers of their own."""
    if channel == Channel.REGIE:
        transfers = read_pain001(content)
        return len(transfers.transfers), transfers.total_cents
    if channel == Channel.MANDAT:
        package = read_package(content)
        return len(package.lines), package.total_cents
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    return len(rows), sum(int(Decimal(row[AMOUNT].replace(",", ".")) * 100) for row in rows)


def assert_exported_once(batch: Batch, count: int) -> bytes:
    """Everything said once: orders, ledger, files, control sum."""
    batch.refresh_from_db()
    assert batch.state == BatchState.EXPORTED
    assert batch.order_count == count
    files = list(batch.files.all())
    assert sorted(file.kind for file in files) == sorted(FILES_OF[batch.channel])
    content = bytes(next(file for file in files if file.kind == TELLING[batch.channel]).content)
    lines, total = re_added(batch.channel, content)
    assert (lines, total) == (count, batch.total_cents)
    assert PaymentOrder.objects.filter(state=OrderState.SENT).count() == count
    sent = PaymentEntry.objects.filter(kind=EntryKind.SENT)
    assert sent.count() == count
    assert sent.balance() == batch.total_cents
    assert list(faults()) == []
    return content


@pytest.mark.parametrize("channel", Channel.values)
@pytest.mark.parametrize("point", POINTS)
def test_killed_then_run_again(path: Path, tmp_path: Folder, point: str, channel: str) -> None:
    finance = path.cast.finance
    batch = path.ready(channel=channel)
    assert run_export(batch, finance.email, tmp_path, point) == KILLED
    batch.refresh_from_db()
    committed = point in {"export.committed", "export.handed_out"}
    assert (batch.state == BatchState.EXPORTED) is committed
    assert batch.files.exists() is committed
    assert PaymentEntry.objects.filter(kind=EntryKind.SENT).exists() is committed
    run_export(batch, finance.email, tmp_path)
    content = assert_exported_once(batch, 1)
    for file in batch.files.all():
        assert (tmp_path / file.name).read_bytes() == bytes(file.content)
    assert content in {bytes(file.content) for file in batch.files.all()}


def test_every_failpoint_of_the_export_is_swept() -> None:
    folder = settings.PROJECT / "secours_loyer"
    files = (folder / "actions/export.py", folder / "management/commands/export_batch.py")
    text = "".join(path.read_text() for path in files)
    named = {part.split('"')[0] for part in text.split('failpoint("')[1:]}
    assert named == set(POINTS)


def test_eight_exporters_at_once_make_one_file(path: Path) -> None:
    batch, finance, at = path.closed(), path.cast.finance, path.cast.at
    found = run_at_once(8, lambda _number: export_batch(batch, by=finance, at=at).state)
    assert found == [BatchState.EXPORTED] * 8
    assert_exported_once(batch, 1)


def test_without_any_lock_the_walls_of_the_database_still_leave_one_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the locks make the race clean; without them exporters do collide."""
    batch, finance, at = path.closed(), path.cast.finance, path.cast.at
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    found = run_at_once(8, lambda _number: export_batch(batch, by=finance, at=at).state)
    assert BatchState.EXPORTED in found
    assert any(isinstance(result, Refused | Error) for result in found)
    assert_exported_once(batch, 1)
