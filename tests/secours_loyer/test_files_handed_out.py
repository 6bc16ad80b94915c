"""The command hands a file out as the page does; a file that would pay twice goes to nobody."""

from __future__ import annotations

from io import StringIO
from pathlib import Path as Folder
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from actors.models import SensitiveRead
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import orders, returns
from secours_loyer.actions.cancelling import cancel_batch
from secours_loyer.actions.downloads import note_download
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.replacing import replace_order
from secours_loyer.models import Batch, FileDownload, PaymentOrder
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_files_taken import WHY, block, fetch, stop
from tests.secours_loyer.test_forwarding import exported, handed_over
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
TAKE = (
    "INSERT INTO secours_loyer_filedownload (file_id, by_id, at)"
    " SELECT id, %s, now() FROM secours_loyer_outgoingfile WHERE batch_id = %s LIMIT 1"
)


@pytest.fixture(autouse=True)
def _proved(settings: Any) -> None:
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 10**10


def command(batch: Batch, by: str, folder: Folder) -> str:
    out = StringIO()
    call_command("export_batch", batch.number, by=by, to=str(folder), stdout=out)
    return out.getvalue()


def test_the_command_keeps_who_took_each_file_and_what_was_read(
    path: Path, tmp_path: Folder
) -> None:
    cast = path.cast
    batch = path.closed()
    command(batch, cast.finance.email, tmp_path)
    batch.refresh_from_db()
    names = {file.name for file in batch.files.all()}
    assert {one.name for one in tmp_path.iterdir()} == names
    rows = FileDownload.objects.filter(file__batch=batch)
    assert {row.file.name for row in rows} == names
    assert {row.by for row in rows} == {cast.finance}
    read = SensitiveRead.objects.filter(route="manage.py export_batch")
    household = batch.orders.get().award.decision.request.household.uid
    assert {(row.reader, row.household) for row in read} == {(cast.finance, household)}
    assert set(read[0].classes) == {"identity", "bank", "debts"}
    with pytest.raises(Refused, match="téléchargé par"):
        cancel_batch(batch, reason=WHY, by=cast.manager, at=cast.at)


@pytest.mark.parametrize(("turn", "words"), [(stop, "arrêtés"), (block, "plus actif")])
def test_the_command_refuses_what_the_page_refuses(
    path: Path, tmp_path: Folder, turn: Any, words: str
) -> None:
    batch = exported(path)
    turn(path)
    with pytest.raises(CommandError, match=words):
        command(batch, path.cast.finance.email, tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not FileDownload.objects.exists()


def replaced(path: Path) -> tuple[Batch, Batch]:
    """A batch whose order came back, and the one of the order that stands for it."""
    cast, at = path.cast, path.cast.at
    old = handed_over(path, exported(path))
    first = old.orders.get()
    first = returns.reject_order(first.end_to_end_id, code="MS03", by=cast.finance, at=at)
    second = replace_order(path.confirmed(first), account=first.account, by=cast.finance, at=at)
    second = orders.check_order(second, by=cast.finance, at=at)
    approver = cast.person("autre-cadre", "cadre")
    for person in (approver, cast.signatory):
        second = path.approve(second, person)
    batch = path.closed(PaymentOrder.objects.get(pk=second.pk))
    return old, export_batch(batch, by=cast.finance, at=at)


def test_the_files_of_a_replaced_order_are_handed_to_nobody_but_the_auditor(
    path: Path, tmp_path: Folder
) -> None:
    cast, at = path.cast, path.cast.at
    old, new = replaced(path)
    with pytest.raises(Refused, match="ils paieraient deux fois"):
        note_download(old.files.first(), by=cast.finance, at=at)
    assert fetch(cast.client(cast.finance), old).status_code == 409
    refused(TAKE, cast.finance.pk, old.pk, by="download_of_paid_again")
    page = reverse("secours_loyer:batch", args=[old.number])
    shown = cast.client(cast.finance).get(page).text
    assert "ils paieraient deux fois" in shown
    assert "fichiers/pain001" not in shown
    with pytest.raises(CommandError, match="ils paieraient deux fois"):
        command(old, cast.finance.email, tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert fetch(cast.client(cast.auditor), old).status_code == 200
    assert fetch(cast.client(cast.finance), new).status_code == 200


def test_the_files_of_a_batch_that_wholly_failed_are_not_handed_out(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    batch = handed_over(path, exported(path))
    reference = batch.orders.get().end_to_end_id
    path.confirmed(returns.reject_order(reference, code="MS03", by=cast.finance, at=at))
    assert fetch(cast.client(cast.finance), batch).status_code == 409
    refused(TAKE, cast.finance.pk, batch.pk, by="download_of_paid_again")
