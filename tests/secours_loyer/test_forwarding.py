"""Orders go by the channel that was approved; what was handed over is noted, order by order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actors.models import JournalEntry
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import accountant, accounts, batches, forwarding, orders, returns
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import Batch, Channel, PaymentOrder, digest_of
from secours_loyer.states import BatchState, OrderState
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db


def exported(path: Path, channel: str = Channel.REGIE, count: int = 1) -> Batch:
    homes = ("Vesle", "Suippe", "Loire")[:count]
    approved = [
        path.approved(last=last, reference=f"L-{n}", channel=channel)
        for n, last in enumerate(homes)
    ]
    batch = path.ready(*approved, channel=channel)
    return export_batch(batch, by=path.cast.finance, at=path.cast.at)


def handed_over(path: Path, batch: Batch) -> Batch:
    """A closed batch, or an exported one: its files are at the bank, or at the accountant’s."""
    finance, at = path.cast.finance, path.cast.at
    return forwarding.forward_batch(export_batch(batch, by=finance, at=at), by=finance, at=at)


def states(batch: Batch) -> list[str]:
    return list(batch.orders.order_by("line").values_list("state", flat=True))


def test_exported_then_forwarded_then_taken_in_charge_then_paid(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    batch = exported(path, Channel.MANDAT, 3)
    batch = forwarding.forward_batch(batch, by=finance, at=at)
    assert (batch.state, batch.forwarded_by, batch.forwarded_at) == ("transmis", finance, at)
    assert states(batch) == ["transmis"] * 3
    first, second, third = batch.orders.order_by("line")
    assert forwarding.take_charge(batch, [first, second], by=finance, at=at) == 2
    assert forwarding.take_charge(batch, [first], by=finance, at=at) == 0
    assert states(batch) == ["pris_en_charge", "pris_en_charge", "transmis"]
    assert list(faults()) == []
    returns.mark_paid(first.end_to_end_id, by=finance, at=at)
    path.confirmed(accountant.reject_taken(second.end_to_end_id, by=finance, at=at))
    returns.mark_paid(third.end_to_end_id, by=finance, at=at)
    batch.refresh_from_db()
    assert batch.state == BatchState.SETTLED
    assert list(faults()) == []
    verbs = JournalEntry.objects.filter(object_type="secours_loyer.paymentorder")
    assert verbs.filter(verb="forward_order").count() == 3
    assert verbs.filter(verb="take_order").count() == 2


def test_an_answer_that_came_before_the_note_is_kept(path: Path) -> None:
    """The bank may say « paid » before anybody noted that the file was handed over."""
    finance, at = path.cast.finance, path.cast.at
    batch = exported(path, count=2)
    first = batch.orders.get(line=1)
    returns.mark_paid(first.end_to_end_id, by=finance, at=at)
    batch = forwarding.forward_batch(batch, by=finance, at=at)
    assert states(batch) == ["paye", "transmis"]


def test_nothing_is_forwarded_before_the_export(path: Path) -> None:
    batch = path.closed()
    with pytest.raises(Refused, match="transmission"):
        forwarding.forward_batch(batch, by=path.cast.finance, at=path.cast.at)
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'transmis'",
        by="order_forwarded_after_export",
    )
    refused(
        "UPDATE secours_loyer_batch SET forwarded_at = now(), forwarded_by_id = opened_by_id",
        by="batch_forwarded",
    )


def test_a_transmission_is_noted_once(path: Path) -> None:
    batch, finance, at = exported(path), path.cast.finance, path.cast.at
    refused("UPDATE secours_loyer_batch SET state = 'transmis'", by="batch_forwarded_by_someone")
    forwarding.forward_batch(batch, by=finance, at=at)
    refused(
        "UPDATE secours_loyer_batch SET forwarded_at = now() - interval '9 day'",
        by="batch_forwarded_frozen",
    )
    with pytest.raises(Refused, match="transmission"):
        forwarding.forward_batch(Batch.objects.get(), by=finance, at=at)


def test_the_channel_is_part_of_what_was_approved(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    order = path.approved(channel=Channel.MANDAT)
    day = at.date() + timedelta(days=2)
    batch = batches.open_batch(channel=Channel.REGIE, execute_on=day, by=finance, at=at)
    with pytest.raises(Refused, match="autre circuit"):
        batches.put_in_batch(batch, [order], by=finance, at=at)
    refused("UPDATE secours_loyer_paymentorder SET channel = 'regie'", by="order_frozen")
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'en_lot', line = 1,"
        " batch_id = (SELECT id FROM secours_loyer_batch)",
        by="order_in_its_channel",
    )
    read = digest_of(order)
    order = orders.rework_order(order, by=finance, at=at)
    order = orders.change_order(
        order,
        account=order.account,
        amount_cents=order.amount_cents,
        channel=Channel.REGIE,
        by=finance,
        at=at,
    )
    order = orders.check_order(order, by=finance, at=at)
    with pytest.raises(Refused, match="changé depuis"):
        orders.approve_order(order, digest=read, by=path.cast.manager, at=at)


def test_an_order_leaves_its_batch_when_its_account_is_blocked(path: Path) -> None:
    """What the export says to do can be done."""
    finance, at = path.cast.finance, path.cast.at
    batch = path.closed()
    order = PaymentOrder.objects.get()
    accounts.block_account(order.account, reason="Courrier douteux", by=path.cast.manager, at=at)
    batches.reopen_batch(batch, by=finance, at=at)
    order = batches.take_out_of_batch(PaymentOrder.objects.get(), by=finance, at=at)
    assert order.state == OrderState.APPROVED
    with pytest.raises(Refused, match="Compte bloqué : Courrier douteux"):
        batches.put_in_batch(batch, [order], by=finance, at=at)
