"""What nobody was handed does not fail: its batch is cancelled, or its transmission noted first. A
batch with a failed order never leaves the portal."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import connection
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import accountant, forwarding, returns
from secours_loyer.actions.cancelling import cancel_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.return_import import import_returns
from secours_loyer.models import Batch, Channel, PaymentOrder
from secours_loyer.queries.handing_over import why_kept_back
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_forwarding import exported, handed_over
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
TOLD = "n’est pas noté « transmis », rien n’a donc été remis"
NOTE = (
    "UPDATE secours_loyer_paymentorder SET failed_by_id = %s, failure_words = %s,"
    " failure_step = %s WHERE line = 1"
)
FORWARD = (
    "UPDATE secours_loyer_batch SET state = 'transmis', forwarded_at = exported_at,"
    " forwarded_by_id = opened_by_id"
)
TAKE = (
    "INSERT INTO secours_loyer_filedownload (file_id, by_id, at)"
    " SELECT id, %s, created_at FROM secours_loyer_outgoingfile LIMIT 1"
)


@pytest.mark.parametrize("channel", [Channel.REGIE, Channel.MANDAT])
def test_what_nobody_was_handed_is_not_noted_as_failed(path: Path, channel: str) -> None:
    cast, at = path.cast, path.cast.at
    batch = exported(path, channel)
    order = batch.orders.get()
    mandate = channel == Channel.MANDAT
    note = accountant.refuse_visa if mandate else partial(returns.reject_order, code="MS03")
    with pytest.raises(Refused, match=TOLD):
        note(order.end_to_end_id, by=cast.finance, at=at)
    step = "refuse_visa" if mandate else "reject_order"
    refused(NOTE, cast.finance.pk, "MS03", step, by="order_failure_once_handed_over")
    page = reverse("secours_loyer:order", args=[order.uid])
    for name in ("reject_order", "refuse_visa", "reject_taken"):
        assert name not in cast.client(cast.finance).get(page).text
    batch = forwarding.forward_batch(batch, by=cast.finance, at=at)
    assert step in cast.client(cast.finance).get(page).text


def test_the_way_out_is_to_cancel_the_batch(path: Path) -> None:
    batch = exported(path)
    cancelled = cancel_batch(batch, reason="Compte faux.", by=path.cast.manager, at=path.cast.at)
    assert cancelled.state == "annule"
    assert list(faults()) == []


def test_a_file_of_the_bank_says_by_itself_that_it_has_the_batch(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    batch = exported(path, count=2)
    first, second = batch.orders.order_by("line")
    back = camt(Movement(first.end_to_end_id, sign="CRDT", reason="MS03"))
    assert import_returns(back, by=cast.finance, at=at).lines.get().state == "rapprochee"
    noted = returns.reject_order(second.end_to_end_id, code="MS03", by=cast.finance, at=at)
    assert noted.failed_by == cast.finance
    assert why_kept_back(batch, on=at.date()) == []
    assert forwarding.forward_batch(batch, by=cast.finance, at=at).state == "transmis"


@pytest.mark.parametrize("seen", [False, True])
def test_a_batch_with_a_failed_order_is_not_handed_over(path: Path, *, seen: bool) -> None:
    """Rows of before this wall: neither the page, nor the action, nor SQL let it leave."""
    cast, at = path.cast, path.cast.at
    batch = exported(path, count=2)
    first = batch.orders.get(line=1)
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(NOTE, [cast.finance.pk, "MS03", "reject_order"])
        if seen:
            cursor.execute("UPDATE secours_loyer_paymentorder SET state = 'rejete' WHERE line = 1")
        cursor.execute("SET LOCAL session_replication_role = origin")
    (told,) = why_kept_back(batch, on=at.date())
    assert first.end_to_end_id in told
    with pytest.raises(Refused, match="ne se remet p"):
        forwarding.forward_batch(batch, by=cast.finance, at=at)
    refused(FORWARD, by="batch_forwarded_failed_line")
    refused(TAKE, cast.finance.pk, by="download_failed_line")
    page = cast.client(cast.finance).get(reverse("secours_loyer:batch", args=[batch.number])).text
    assert told.split(" : ")[0] in page
    assert "forward_batch" not in page
    assert "fichiers/pain001" not in page


def test_once_handed_over_a_failure_is_noted_as_before(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    batch = handed_over(path, exported(path, count=2))
    first = batch.orders.get(line=1)
    failed = path.confirmed(
        returns.reject_order(first.end_to_end_id, code="MS03", by=cast.finance, at=at)
    )
    assert failed.state == "rejete"
    assert Batch.objects.get().state == "transmis"
    assert PaymentOrder.objects.get(line=2).state == "transmis"
    assert list(faults()) == []
