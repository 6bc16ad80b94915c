"""The import killed at every point, then run again: nothing twice, nothing lost.

As in `test_export_crash`: another process is killed for real, on the same database, then the same
command is run again.
"""

from __future__ import annotations

from pathlib import Path as Folder

import pytest
from django.conf import settings
from django.db import Error
from django.db.models import QuerySet

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.return_import import import_returns
from secours_loyer.models import EntryKind, Letter, PaymentEntry, PaymentOrder, ReturnFile
from secours_loyer.states import OrderState, ReturnState
from tests.harness.another_process import KILLED, manage
from tests.races.barrier import run_at_once
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

POINTS = (
    *("returns.begin", "returns.parsed", "returns.file_kept", "returns.lines_kept"),
    *("returns.before_commit", "returns.kept", "returns.line_locked", "returns.line_acted"),
    *("returns.line_before_commit", "returns.line_committed", "returns.line_locked@2"),
    *("returns.line_acted@2", "returns.line_before_commit@3", "returns.line_committed@3"),
    "returns.end",
)


def a_statement(path: Path) -> tuple[list[PaymentOrder], bytes]:
    """Two orders of one batch, paid then one of them returned, and one unknown movement."""
    ready = [path.approved(), path.approved(last="Suippe", reference="L-2")]
    export_batch(path.closed(*ready), by=path.cast.finance, at=path.cast.at)
    first, second = (order.end_to_end_id for order in ready)
    back = Movement(second, sign="CRDT", reason="MS03", day="2026-11-26")
    return ready, camt(Movement(first), Movement(second), Movement("OP-0"), back)


def run_import(file: Folder, by: str, failpoint: str = "") -> int:
    """`manage.py import_returns` in a process of its own, on the test's database."""
    return manage("import_returns", str(file), "--by", by, failpoint=failpoint)


def assert_said_once(ready: list[PaymentOrder]) -> None:
    """Everything said once: orders, ledger, letters, lines."""
    lines = ReturnFile.objects.get().lines.order_by("rank")
    matched, waiting = ReturnState.MATCHED, ReturnState.QUARANTINED
    assert [line.state for line in lines] == [matched, matched, waiting, matched]
    states = [PaymentOrder.objects.get(pk=order.pk).state for order in ready]
    assert states == [OrderState.PAID, OrderState.RETURNED]
    paid = PaymentEntry.objects.filter(kind=EntryKind.PAID)
    assert (paid.count(), paid.balance()) == (3, 60_000)
    assert Letter.objects.filter(kind__startswith="paye").count() == 4
    assert list(faults()) == []


@pytest.mark.parametrize("point", POINTS)
def test_killed_then_run_again(path: Path, tmp_path: Folder, point: str) -> None:
    ready, content = a_statement(path)
    file = tmp_path / "releve.xml"
    file.write_bytes(content)
    finance = path.cast.finance.email
    assert run_import(file, finance, point) == KILLED
    early = POINTS.index(point) < POINTS.index("returns.kept")
    assert ReturnFile.objects.exists() is not early
    assert list(faults()) == []
    run_import(file, finance)
    assert_said_once(ready)


def test_every_failpoint_of_the_import_is_swept() -> None:
    folder = settings.PROJECT / "secours_loyer" / "actions"
    text = "".join(path.read_text() for path in folder.glob("return_*.py"))
    named = {part.split('"')[0] for part in text.split('failpoint("')[1:]}
    assert named == {point.partition("@")[0] for point in POINTS}


def test_eight_importers_at_once_say_it_once(path: Path) -> None:
    ready, content = a_statement(path)
    finance, at = path.cast.finance, path.cast.at
    found = run_at_once(8, lambda _number: import_returns(content, by=finance, at=at).pk)
    assert found == [ReturnFile.objects.get().pk] * 8
    assert_said_once(ready)


def test_without_any_lock_the_walls_of_the_database_still_say_it_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: without locks the importers do collide, and nothing is said twice."""
    ready, content = a_statement(path)
    finance, at = path.cast.finance, path.cast.at
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    found = run_at_once(8, lambda _number: import_returns(content, by=finance, at=at).pk)
    assert any(isinstance(result, Refused | Error | AssertionError) for result in found)
    paid = PaymentEntry.objects.filter(kind=EntryKind.PAID, amount__gt=0)
    assert paid.count() <= len(ready)
    monkeypatch.undo()
    assert ReturnFile.objects.count() == 1
