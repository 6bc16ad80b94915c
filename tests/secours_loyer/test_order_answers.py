"""What the accountant says of a mandate, and the number of its piece."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import accountant, cheques, forwarding, orders, returns
from secours_loyer.actions.cancelling import cancel_batch
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.replacing import replace_order
from secours_loyer.actions.return_import import import_returns
from secours_loyer.models import (
    Batch,
    Channel,
    EntryKind,
    PaymentEntry,
    PaymentOrder,
)
from secours_loyer.states import FAILED, BatchState, OrderState
from tests.secours_loyer.camt_files import status_csv
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_cheques import issued
from tests.secours_loyer.test_forwarding import exported
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
ORDER = "UPDATE secours_loyer_paymentorder SET "


def left(path: Path, *approved: PaymentOrder, channel: str = Channel.MANDAT) -> Batch:
    """A batch exported and handed over."""
    finance, at = path.cast.finance, path.cast.at
    batch = export_batch(path.ready(*approved, channel=channel), by=finance, at=at)
    return forwarding.forward_batch(batch, by=finance, at=at)


def approved(path: Path, order: PaymentOrder) -> PaymentOrder:
    """A draft checked, then approved by two."""
    order = orders.check_order(order, by=path.cast.finance, at=path.cast.at)
    for approver in (path.cast.manager, path.cast.signatory):
        order = path.approve(order, approver)
    return order


def again(path: Path, order: PaymentOrder) -> PaymentOrder:
    """The order that stands for it, approved, gone."""
    finance, at = path.cast.finance, path.cast.at
    new = approved(path, replace_order(order, account=path.account(), by=finance, at=at))
    left(path, new)
    return PaymentOrder.objects.get(pk=new.pk)


def test_held_then_taken_then_paid(path: Path) -> None:
    order, finance, at = left(path).orders.get(), path.cast.finance, path.cast.at
    reference = order.end_to_end_id
    held = accountant.hold_order(reference, words="RIB à joindre", by=finance, at=at)
    assert (held.state, held.held_at, held.reason) == (OrderState.HELD, at, "RIB à joindre")
    assert list(faults()) == []
    taken = accountant.take_order(reference, by=finance, at=at)
    assert (taken.state, taken.taken_at, taken.reason) == (OrderState.TAKEN, at, "")
    returns.mark_paid(reference, by=finance, at=at)
    assert Batch.objects.get().state == BatchState.SETTLED
    assert list(faults()) == []


def test_the_charge_of_a_whole_batch_dates_each_order(path: Path) -> None:
    batch, finance, at = left(path), path.cast.finance, path.cast.at
    accountant.hold_order(batch.orders.get().end_to_end_id, by=finance, at=at)
    assert forwarding.take_charge(batch, batch.orders.all(), by=finance, at=at) == 1
    assert batch.orders.get().taken_at == at


def test_a_visa_is_not_refused_once_taken_in_charge(path: Path) -> None:
    order, finance, at = left(path).orders.get(), path.cast.finance, path.cast.at
    accountant.take_order(order.end_to_end_id, by=finance, at=at)
    accountant.hold_order(order.end_to_end_id, by=finance, at=at)
    with pytest.raises(Refused, match="déjà pris en charge"):
        accountant.refuse_visa(order.end_to_end_id, by=finance, at=at)
    refused(ORDER + "state = 'rejete_visa'", by="order_visa_before_charge")


def test_only_mandates_have_a_piece_without_a_gap(path: Path) -> None:
    homes = ("Vesle", "Suippe", "Loire")
    ready = [path.approved(last=last, reference=last, channel=Channel.MANDAT) for last in homes]
    by_transfer = path.approved(last="Aube", reference="Aube")
    left(path, *ready[:2])
    left(path, ready[2])
    left(path, by_transfer, channel=Channel.REGIE)
    pieces = PaymentOrder.objects.order_by("pk").values_list("piece", flat=True)
    assert list(pieces) == [1, 2, 3, None]


def test_the_same_piece_goes_again_after_a_refused_visa_only(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    first = left(path).orders.get()
    other = path.approved(last="Suippe", reference="L-2", channel=Channel.MANDAT)
    left(path, other)
    accountant.refuse_visa(first.end_to_end_id, words="Pièce 3", by=finance, at=at)
    second = again(path, path.confirmed(first))
    assert (second.piece, second.replaces_id) == (first.piece, first.pk) == (1, first.pk)
    assert second.end_to_end_id != first.end_to_end_id
    accountant.take_order(second.end_to_end_id, by=finance, at=at)
    accountant.reject_taken(second.end_to_end_id, words="Crédits", by=finance, at=at)
    third = again(path, path.confirmed(second))
    assert third.piece == 3
    paid = PaymentEntry.objects.filter(kind=EntryKind.SENT, award=first.award)
    assert paid.balance() == first.amount_cents
    returns.mark_paid(third.end_to_end_id, by=finance, at=at)
    assert list(faults()) == []


def test_the_walls_of_the_pieces(path: Path) -> None:
    batch = left(path)
    order = batch.orders.get()
    refused(ORDER + "piece = 9", by="order_piece_frozen")
    refused(ORDER + "taken_at = now()", by="order_taken_frozen")
    refused(ORDER + "held_at = now()", by="order_held_frozen")
    refused(ORDER + "state = 'pris_en_charge'", by="order_answer_dated")
    refused(ORDER + "state = 'en_instance'", by="order_answer_dated")
    other = path.approved(last="Suippe", reference="L-2", channel=Channel.MANDAT)
    path.ready(other, channel=Channel.MANDAT)
    send = ORDER + "state = 'emis', piece = %s WHERE id = %s"
    refused(send, None, other.pk, by="order_piece_of_mandate")
    refused(send, order.piece, other.pk, by="order_piece_of_its_award")
    transfer = path.approved(last="Loire", reference="L-3")
    path.closed(transfer)
    refused(send, 8, transfer.pk, by="order_piece_of_mandate")


def test_a_piece_taken_in_charge_never_comes_back(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    first = left(path).orders.get()
    first = accountant.reject_taken(first.end_to_end_id, by=finance, at=at)
    new = approved(
        path, replace_order(path.confirmed(first), account=path.account(), by=finance, at=at)
    )
    path.ready(new, channel=Channel.MANDAT)
    send = ORDER + "state = 'emis', piece = %s WHERE id = %s"
    refused(send, first.piece, new.pk, by="order_piece_once")


@pytest.mark.parametrize("state", FAILED)
def test_a_failed_order_never_changes_again(path: Path, state: str) -> None:
    finance, at = path.cast.finance, path.cast.at
    unsent = state == OrderState.UNSENT
    if state == OrderState.CHEQUE_STOPPED:
        batch = issued(path).batch
    else:
        channel = Channel.REGIE if state == OrderState.REJECTED else Channel.MANDAT
        batch = exported(path) if unsent else left(path, channel=channel)
    reference = batch.orders.get().end_to_end_id
    if unsent:
        cancel_batch(batch, reason="Erreur de date.", by=path.cast.manager, at=at)
    elif state == OrderState.VISA_REFUSED:
        path.confirmed(accountant.refuse_visa(reference, by=finance, at=at))
    elif state == OrderState.TAKEN_BACK:
        path.confirmed(accountant.reject_taken(reference, by=finance, at=at))
    elif state == OrderState.REJECTED:
        path.confirmed(returns.reject_order(reference, code="MS03", by=finance, at=at))
    elif state == OrderState.CHEQUE_STOPPED:
        gone = {"how": "opposition", "stopped_on": paris_day(at)}
        cheques.stop_cheque(batch.orders.get(), **gone, by=finance, at=at)
    else:
        returns.mark_paid(reference, by=finance, at=at)
        path.confirmed(returns.return_order(reference, code="MS03", by=finance, at=at))
    assert PaymentOrder.objects.get().state == state
    cheque = state == OrderState.CHEQUE_STOPPED
    held = "order_cheque_acquitted" if cheque else "order_states"
    refused(ORDER + "state = 'paye'", by=held)
    refused(ORDER + "state = 'brouillon'", by="order_states")
    assert PaymentEntry.objects.filter(order__isnull=False).balance() == 0
    assert list(faults()) == []


@pytest.mark.parametrize("taken", [False, True])
def test_the_bank_rejects_no_mandate(path: Path, *, taken: bool) -> None:
    order, finance, at = left(path).orders.get(), path.cast.finance, path.cast.at
    if taken:
        accountant.take_order(order.end_to_end_id, by=finance, at=at)
    with pytest.raises(Refused, match="La banque ne rejette pas un mandat"):
        returns.reject_order(order.end_to_end_id, code="MS03", by=finance, at=at)
    refused(
        ORDER + "state = 'rejete', failed_by_id = %s",
        finance.pk,
        by="order_bank_answers_no_mandate",
    )
    page = reverse("secours_loyer:order", args=[order.uid])
    assert "reject_order" not in path.cast.client(finance).get(page).text


def test_a_mandate_is_paid_once_it_was_handed_over(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    batch = export_batch(path.ready(channel=Channel.MANDAT), by=finance, at=at)
    order = batch.orders.get()
    page = reverse("secours_loyer:order", args=[order.uid])
    client = path.cast.client(finance)
    assert "mark_paid" not in client.get(page).text
    with pytest.raises(Refused, match="n’a pas été remis au comptable"):
        returns.mark_paid(order.end_to_end_id, by=finance, at=at)
    accountant.hold_order(order.end_to_end_id, by=finance, at=at)
    with pytest.raises(Refused, match="n’a pas été remis au comptable"):
        returns.mark_paid(order.end_to_end_id, by=finance, at=at)
    refused(ORDER + "state = 'paye'", by="order_paid_once_handed_over")
    forwarding.forward_batch(batch, by=finance, at=at)
    assert "mark_paid" in client.get(page).text
    assert returns.mark_paid(order.end_to_end_id, by=finance, at=at).state == "paye"
    assert list(faults()) == []


def test_the_accountant_answers_what_was_handed_over(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    batch = left(path)
    reference = batch.orders.get().end_to_end_id
    answers = status_csv(f"{reference};600,00;paye;;25/11/2026")
    assert import_returns(answers, by=finance, at=at).lines.get().state == "rapprochee"
    assert batch.orders.get().state == "paye"
    assert list(faults()) == []
