"""The pieces of a cancelled batch: given again when they were the last, else a gap that is told."""

from __future__ import annotations

import io

import pytest
from django.db import connection
from django.urls import reverse
from pypdf import PdfReader

from secours_loyer.actions import accountant
from secours_loyer.actions.cancelling import cancel_batch
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.replacing import replace_order
from secours_loyer.models import Batch, Channel, FileKind, PaymentOrder
from secours_loyer.queries.piece_gaps import left_empty
from tests.races.barrier import run_at_once
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_forwarding import handed_over
from tests.secours_loyer.test_order_answers import again, approved
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
WHY = "Mauvaise date de paiement."


def ready(path: Path, *homes: str) -> Batch:
    orders = [path.approved(last=last, reference=last, channel=Channel.MANDAT) for last in homes]
    return path.ready(*orders, channel=Channel.MANDAT)


def sent(path: Path, *homes: str) -> Batch:
    return export_batch(ready(path, *homes), by=path.cast.finance, at=path.cast.at)


def cancelled(path: Path, batch: Batch) -> Batch:
    return cancel_batch(batch, reason=WHY, by=path.cast.manager, at=path.cast.at)


def pieces(batch: Batch) -> list[int | None]:
    return list(batch.orders.order_by("line").values_list("piece", flat=True))


def test_the_last_numbers_are_given_again(path: Path) -> None:
    first = sent(path, "Vesle")
    batch = cancelled(path, sent(path, "Suippe", "Loire"))
    assert (pieces(first), pieces(batch)) == ([1], [2, 3])
    assert pieces(sent(path, "Aube")) == [2]
    new = again(path, batch.orders.get(line=1))
    assert new.piece == 3
    assert left_empty(batch) == []
    assert list(faults()) == []


def test_numbers_followed_by_others_stay_a_gap_that_the_batch_explains(path: Path) -> None:
    batch = sent(path, "Vesle", "Suippe")
    after = sent(path, "Loire")
    batch = cancelled(path, batch)
    assert again(path, batch.orders.get(line=1)).piece == 4
    assert (pieces(after), left_empty(batch), left_empty(after)) == ([3], [1, 2], [])
    url = reverse("secours_loyer:batch", args=[batch.number])
    page = path.cast.client(path.cast.finance).get(url).content.decode()
    assert "Numéros de pièce laissés vides" in page
    assert "1, 2" in page
    assert WHY in page
    assert list(faults()) == []


def test_a_number_refused_at_visa_goes_on_through_a_cancelled_batch(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    first = handed_over(path, sent(path, "Vesle")).orders.get()
    first = accountant.refuse_visa(first.end_to_end_id, by=finance, at=at)
    new = approved(
        path, replace_order(path.confirmed(first), account=path.account(), by=finance, at=at)
    )
    batch = export_batch(path.ready(new, channel=Channel.MANDAT), by=finance, at=at)
    assert pieces(batch) == [1]
    cancelled(path, batch)
    assert again(path, PaymentOrder.objects.get(pk=new.pk)).piece == 1


def test_the_wall_holds_a_number_jumped_over(path: Path) -> None:
    ready(path, "Vesle")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE secours_loyer_paymentorder SET state = 'emis', piece = 2")
    refused(
        "UPDATE secours_loyer_batch SET state = 'exporte', exported_at = %s,"
        " exported_by_id = opened_by_id, day_before_cents = 0, day_ceiling_cents = 20000000",
        path.cast.at,
        by="batch_pieces_follow",
    )


def test_the_bordereau_prints_the_pieces(path: Path) -> None:
    batch = sent(path, "Vesle", "Suippe")
    kept = {file.kind: bytes(file.content) for file in batch.files.all()}
    pages = PdfReader(io.BytesIO(kept[FileKind.BORDEREAU_PDF])).pages
    printed = " ".join(page.extract_text() for page in pages)
    assert "pièce 1" in printed
    assert "pièce 2" in printed
    assert ";Pièce;" in kept[FileKind.BORDEREAU_CSV].decode("utf-8-sig").splitlines()[0]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_exports_at_once_number_one_after_the_other(path: Path) -> None:
    waiting = [ready(path, "Vesle", "Suippe"), ready(path, "Loire", "Aube")]
    finance, at = path.cast.finance, path.cast.at
    found = run_at_once(2, lambda number: export_batch(waiting[number], by=finance, at=at).state)
    # The ceiling of the day may ask the second one to count again: nothing of it is numbered.
    assert "exporte" in found, found
    for batch in waiting:
        export_batch(batch, by=finance, at=at)
    assert {*pieces(waiting[0]), *pieces(waiting[1])} == {1, 2, 3, 4}
