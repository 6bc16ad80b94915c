"""A payment of which a part was claimed back: it comes back whole, or the rest waits."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import batches, orders, overpayments, returns
from secours_loyer.actions.doors import seal
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.return_import import import_returns
from secours_loyer.models import Channel, EntryKind, Overpayment, PaymentEntry, PaymentOrder
from secours_loyer.states import OverpaymentState
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_overpayments import claimed, paid, recorded
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
VOID = "UPDATE secours_loyer_overpayment SET state = 'eteint' WHERE id = %s"


def test_a_payment_that_comes_back_leaves_nothing_to_claim(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    found = claimed(path)
    overpayments.note_recovery(found, cents=5_000, by=cast.finance, at=at)
    other = recorded(path, 10_000)
    refused(VOID, found.pk, by="overpayment_void_of_returned")
    back = camt(Movement(found.order.end_to_end_id, sign="CRDT", reason="AC04"))
    import_returns(back, by=cast.finance, at=at)
    for row in Overpayment.objects.all():
        assert row.state == OverpaymentState.VOID
    assert PaymentEntry.objects.filter(kind=EntryKind.RECOVERED).balance() == 5_000
    with pytest.raises(Refused):
        overpayments.claim_overpayment(other, title="T-2", by=cast.signatory, at=at)
    with pytest.raises(Refused, match="n’est pas réclamé"):
        overpayments.note_recovery(found, cents=15_000, by=cast.finance, at=at)
    assert list(faults()) == []


def test_no_order_comes_back_with_a_claim_on_it(path: Path) -> None:
    order = paid(path)
    recorded(path)
    noted = returns.return_order(
        order.end_to_end_id, code="AC04", by=path.cast.finance, at=path.cast.at
    )
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'retourne', failure_seen_by_id = %s,"
        " failure_seen_at = now() WHERE id = %s",
        *(path.cast.manager.pk, noted.pk),
        by="order_returned_unclaimed",
    )


def test_the_rest_of_an_aid_waits_for_what_was_paid_in_excess(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    award = path.granted().award
    tranches = []
    for tranche, cents in ((1, 40_000), (2, 20_000)):
        order = orders.prepare_order(
            award, account=path.account(), tranche=tranche, amount_cents=cents,
            channel=Channel.REGIE, by=cast.finance, at=at,
        )  # fmt: skip
        order = orders.check_order(order, by=cast.finance, at=at)
        for approver in (cast.manager, cast.signatory):
            order = path.approve(order, approver)
        tranches.append(order)
    first, second = tranches
    export_batch(path.closed(first), by=cast.finance, at=at)
    returns.mark_paid(first.end_to_end_id, by=cast.finance, at=at)
    found = overpayments.record_overpayment(
        PaymentOrder.objects.get(pk=first.pk), cents=10_000, cause="autre_fonds",
        words="Le FSL a payé août.", by=cast.finance, at=at,
    )  # fmt: skip
    batch = batches.open_batch(channel="regie", execute_on=at.date(), by=cast.finance, at=at)
    with pytest.raises(Refused, match=f"trop-perçu {found.number}"):
        batches.put_in_batch(batch, [second], by=cast.finance, at=at)
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'en_lot', batch_id = %s, line = 1"
        " WHERE id = %s",
        *(batch.pk, second.pk),
        by="order_overpayment_settled",
    )
    overpayments.drop_overpayment(found, reason="Erreur de saisie.", by=cast.signatory, at=at)
    assert batches.put_in_batch(batch, [second], by=cast.finance, at=at) == 1


def test_an_order_returned_before_the_walls_tells_what_is_still_claimed(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    found = claimed(path)
    back = camt(Movement(found.order.end_to_end_id, sign="CRDT", reason="AC04"))
    import_returns(back, by=cast.finance, at=at)
    page = reverse("secours_loyer:order", args=[found.order.uid])
    told = f"le trop-perçu {found.number}, de 200,00"
    assert told not in cast.client(cast.signatory).get(page).text
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE secours_loyer_overpayment DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE secours_loyer_overpayment SET state = 'reclame' WHERE id = %s", [found.pk]
        )
        cursor.execute("ALTER TABLE secours_loyer_overpayment ENABLE TRIGGER USER")
    found.refresh_from_db()
    seal(found, at=at)
    shown = cast.client(cast.signatory).get(page).text
    assert told in shown
    assert "le signataire l’abandonne" in shown
    overpayments.drop_overpayment(found, reason="Paiement revenu.", by=cast.signatory, at=at)
    assert told not in cast.client(cast.signatory).get(page).text
