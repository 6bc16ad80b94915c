"""A batch whose day of payment is past: nothing leaves for the bank as if it were in time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import forwarding
from secours_loyer.actions.cancelling import cancel_batch
from secours_loyer.actions.downloads import note_download
from secours_loyer.models import Batch, Channel, FileKind
from secours_loyer.states import BatchState
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_files_taken import fetch
from tests.secours_loyer.test_forwarding import exported
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
DAYS = 3
FORWARD = (
    "UPDATE secours_loyer_batch SET state = 'transmis', forwarded_by_id = exported_by_id,"
    " forwarded_at = exported_at + interval '3 days'"
)
TAKE = (
    "INSERT INTO secours_loyer_filedownload (file_id, by_id, at)"
    " SELECT f.id, b.exported_by_id, b.exported_at + interval '3 days'"
    " FROM secours_loyer_outgoingfile f JOIN secours_loyer_batch b ON b.id = f.batch_id"
)


@pytest.fixture(autouse=True)
def _the_day_after(path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """`path.closed` pays in two days."""
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 10**10
    monkeypatch.setenv("PORTAIL_CLOCK", (path.cast.at + timedelta(days=DAYS)).isoformat())


def page_of(batch: Batch) -> str:
    return reverse("secours_loyer:batch", args=[batch.number])


def test_transfers_that_nobody_took_in_time_do_not_leave(path: Path) -> None:
    cast, batch = path.cast, exported(path)
    later = cast.at + timedelta(days=DAYS)
    shown = cast.client(cast.finance).get(page_of(batch)).text
    assert "La date de paiement de ce lot est passée" in shown
    assert "forward_batch" not in shown
    assert fetch(cast.client(cast.finance), batch).status_code == 409
    for late in (False, True):
        with pytest.raises(Refused, match="personne n’a téléchargé ses fichiers à temps"):
            forwarding.forward_batch(batch, late=late, by=cast.finance, at=later)
    refused(FORWARD, by="batch_forwarded_in_time")
    refused(TAKE, by="download_in_time")
    # What the sentence says to do can be done.
    cancelled = cancel_batch(batch, reason="Date passée.", by=cast.manager, at=later)
    assert cancelled.state == BatchState.CANCELLED


def test_transfers_handed_over_in_time_are_noted_late_with_a_word(path: Path) -> None:
    cast, batch = path.cast, exported(path)
    later = cast.at + timedelta(days=DAYS)
    note_download(batch.files.get(kind=FileKind.TRANSFERS), by=cast.finance, at=cast.at)
    with pytest.raises(Refused, match="cochez la case") as caught:
        forwarding.forward_batch(batch, by=cast.finance, at=later)
    assert caught.value.field == "late"
    desk = cast.client(cast.finance)
    day = f"{batch.execute_on:%d/%m/%Y}"
    assert f"remis à la banque le {day} au plus tard" in desk.get(page_of(batch)).text
    forward = f"{page_of(batch)}forward_batch/"
    assert desk.post(forward).status_code == 422
    assert desk.post(forward, {"forward_batch-late": "on"}).status_code == 302
    batch.refresh_from_db()
    assert batch.state == BatchState.FORWARDED


def test_a_mandate_leaves_late_once_the_accountant_knows(path: Path) -> None:
    cast, batch = path.cast, exported(path, Channel.MANDAT)
    desk = cast.client(cast.finance)
    assert fetch(desk, batch, FileKind.PACKAGE).status_code == 200
    shown = desk.get(page_of(batch)).text
    assert "Le comptable sait que le paiement était demandé" in shown
    forward = f"{page_of(batch)}forward_batch/"
    assert desk.post(forward).status_code == 422
    assert desk.post(forward, {"forward_batch-late": "on"}).status_code == 302


def test_in_time_nothing_more_is_asked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cast, batch = path.cast, exported(path)
    monkeypatch.setenv("PORTAIL_CLOCK", cast.at.isoformat())
    desk = cast.client(cast.finance)
    assert "au plus tard" not in desk.get(page_of(batch)).text
    assert desk.post(f"{page_of(batch)}forward_batch/").status_code == 302
