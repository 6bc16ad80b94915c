"""The import killed at every point, then run again: nothing twice, nothing lost.

As in `test_export_crash`: another process is killed for real, on the same database, then the same
command is run again.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path as Folder
from typing import Any

import pytest
from django.conf import settings
from django.db import Error
from django.db.models import QuerySet

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import return_import
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.return_import import TOGETHER, import_returns
from secours_loyer.models import (
    EntryKind,
    Letter,
    PaymentEntry,
    PaymentOrder,
    ReturnFile,
    ReturnLine,
)
from secours_loyer.states import OrderState, ReturnState
from tests.harness.another_process import KILLED, files_in, manage
from tests.races.barrier import run_at_once
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]

POINTS = (
    *("returns.begin", "returns.parsed", "returns.file_kept", "returns.lines_kept"),
    *("returns.before_commit", "returns.kept", "returns.lines_locked", "returns.lines_acted"),
    *("returns.lines_before_commit", "returns.lines_committed", "returns.lines_locked@2"),
    *("returns.lines_acted@2", "returns.lines_before_commit@3", "returns.lines_committed@3"),
    "returns.end",
)


def a_statement(path: Path) -> tuple[list[PaymentOrder], bytes]:
    """Two orders of one batch, paid then one of them returned; between, enough unknown movements
    for the lines to act in three times."""
    ready = [path.approved(), path.approved(last="Suippe", reference="L-2")]
    export_batch(path.closed(*ready), by=path.cast.finance, at=path.cast.at)
    first, second = (order.end_to_end_id for order in ready)
    back = Movement(second, sign="CRDT", reason="MS03")
    unknown = [Movement(f"OP-0-{number}") for number in range(2 * TOGETHER)]
    return ready, camt(Movement(first), Movement(second), *unknown, back)


def run_import(file: Folder, by: str, failpoint: str = "") -> int:
    """`manage.py import_returns` in a process of its own, on the test's database and files."""
    return manage("import_returns", str(file), "--by", by, failpoint=failpoint, files=file.parent)


def assert_said_once(ready: list[PaymentOrder]) -> None:
    """Everything said once: orders, ledger, letters, lines."""
    lines = ReturnFile.objects.get().lines.order_by("rank")
    matched, waiting = ReturnState.MATCHED, ReturnState.QUARANTINED
    read = [line.state for line in lines]
    assert read == [matched, matched, *[waiting] * (2 * TOGETHER), matched]
    states = [PaymentOrder.objects.get(pk=order.pk).state for order in ready]
    assert states == [OrderState.RECONCILED, OrderState.RETURNED]
    paid = PaymentEntry.objects.filter(kind=EntryKind.PAID)
    assert (paid.count(), paid.balance()) == (3, 60_000)
    assert Letter.objects.filter(kind__startswith="paye").count() == 4
    assert list(faults()) == []


@pytest.mark.parametrize("point", POINTS)
def test_killed_then_run_again(path: Path, tmp_path: Folder, settings: Any, point: str) -> None:
    settings.STORAGES = files_in(tmp_path)
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


def test_two_files_at_once_about_the_same_payment(path: Path) -> None:
    """A notice and two statements, told together: paid once, reconciled once, the rest waits."""
    order = path.approved()
    export_batch(path.closed(order), by=path.cast.finance, at=path.cast.at)
    told = Movement(order.end_to_end_id)
    files = [camt(told, kind="054"), camt(told), camt(told, message="RELEVE-2")]
    finance, at = path.cast.finance, path.cast.at
    found = run_at_once(3, lambda one: import_returns(files[one], by=finance, at=at).pk)
    assert sorted(found) == sorted(ReturnFile.objects.values_list("pk", flat=True)), found
    states = ReturnLine.objects.values_list("state", flat=True)
    assert sorted(states) == ["quarantaine", "rapprochee", "rapprochee"]
    assert PaymentOrder.objects.get().state == OrderState.RECONCILED
    assert PaymentEntry.objects.filter(kind=EntryKind.PAID).balance() == 60_000
    assert Letter.objects.filter(kind__startswith="paye").count() == 2
    assert list(faults()) == []


def test_without_any_lock_the_walls_of_the_database_still_say_it_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: without locks the importers do collide, and nothing is said twice."""
    ready, content = a_statement(path)
    finance, at = path.cast.finance, path.cast.at
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_options: rows)
    held: list[Exception] = []
    together = return_import._apply_together

    def watched(pks: Sequence[int], **who: Any) -> None:
        try:
            together(pks, **who)
        except (Refused, Error) as error:
            held.append(error)
            raise

    monkeypatch.setattr(return_import, "_apply_together", watched)
    run_at_once(8, lambda _number: import_returns(content, by=finance, at=at).pk)
    assert held
    paid = PaymentEntry.objects.filter(kind=EntryKind.PAID, amount__gt=0)
    assert paid.count() <= len(ready)
    monkeypatch.undo()
    assert ReturnFile.objects.count() == 1
