"""A debit that does not spell the reference as we do still holds what would pay the aid again."""

from __future__ import annotations

import pytest

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import batches, orders
from secours_loyer.actions.cancelling import cancel_batch
from secours_loyer.actions.cheques import issue_cheque, stop_cheque
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.replacing import replace_order
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.return_quarantine import dismiss_line
from secours_loyer.models import Channel, PaymentOrder, ReturnLine
from secours_loyer.queries.debit_names import named_cheques, named_orders
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_failures import rejected
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
IN_BATCH = (
    "UPDATE secours_loyer_paymentorder SET state = 'en_lot', batch_id = %s, line = 1 WHERE id = %s"
)
ASIDE = (
    "UPDATE secours_loyer_returnline SET state = 'ecartee', reason = 'x', resolved_by_id = %s,"
    " resolved_at = now()"
)
WHY = "Ce n’est pas un de nos paiements."


def debit(path: Path, reference: str, euros: str = "600.00") -> ReturnLine:
    shown = camt(Movement(reference, euros))
    return import_returns(shown, by=path.cast.finance, at=path.cast.at).lines.get()


def approved_again(path: Path, old: PaymentOrder) -> PaymentOrder:
    cast, at = path.cast, path.cast.at
    new = replace_order(old, account=old.account, by=cast.finance, at=at)
    new = orders.check_order(new, by=cast.finance, at=at)
    for approver in (cast.manager, cast.signatory):
        new = path.approve(new, approver)
    return new


def is_held(path: Path, new: PaymentOrder, told: str) -> None:
    """By the action, then by the wall alone."""
    cast, at = path.cast, path.cast.at
    batch = batches.open_batch(channel=new.channel, execute_on=at.date(), by=cast.finance, at=at)
    with pytest.raises(Refused, match=told):
        batches.put_in_batch(batch, [new], by=cast.finance, at=at)
    refused(IN_BATCH, batch.pk, new.pk, by="order_debit_answered")


@pytest.mark.parametrize("written", ["VIR {}", "vir/{} reims", "/EREF/{}/REMI"])
def test_a_reference_among_other_words_holds(path: Path, written: str) -> None:
    order = path.confirmed(rejected(path))
    new = approved_again(path, order)
    line = debit(path, written.format(order.end_to_end_id.lower()), "12.00")
    assert line.state == "quarantaine"
    is_held(path, new, f"pour l’ordre {order.end_to_end_id}")
    with pytest.raises(Refused, match=f"peut-être le paiement de l’ordre {order.end_to_end_id}"):
        dismiss_line(line, reason=WHY, by=path.cast.finance, at=path.cast.at)
    refused(ASIDE, path.cast.finance.pk, by="return_line_aside_by_two")


def test_the_amount_of_an_order_that_failed_holds(path: Path) -> None:
    order = path.confirmed(rejected(path))
    new = approved_again(path, order)
    debit(path, "NOTPROVIDED")
    is_held(path, new, f"du montant de l’ordre {order.end_to_end_id}")


def test_another_amount_without_a_name_holds_nothing(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    new = approved_again(path, path.confirmed(rejected(path)))
    debit(path, "FRAIS", "12.50")
    batch = batches.open_batch(channel=new.channel, execute_on=at.date(), by=cast.finance, at=at)
    assert batches.put_in_batch(batch, [new], by=cast.finance, at=at) == 1


def test_a_cheque_is_known_by_its_number(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved(channel=Channel.CHEQUE)
    export_batch(path.closed(order, channel=Channel.CHEQUE), by=cast.finance, at=at)
    order = issue_cheque(
        PaymentOrder.objects.get(pk=order.pk),
        number="7654321", issued_on=at.date(), by=cast.finance, at=at,
    )  # fmt: skip
    order = stop_cheque(order, how="opposition", stopped_on=at.date(), by=cast.finance, at=at)
    new = approved_again(path, path.confirmed(order))
    line = debit(path, "CHQ 7654321", "12.00")
    is_held(path, new, f"pour l’ordre {order.end_to_end_id}")
    with pytest.raises(Refused, match="peut-être le paiement"):
        dismiss_line(line, reason=WHY, by=cast.finance, at=at)
    refused(ASIDE, cast.finance.pk, by="return_line_aside_by_two")


def test_the_debit_of_a_cancelled_batch_is_put_aside_by_two(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    batch = export_batch(path.closed(order), by=cast.finance, at=at)
    cancel_batch(batch, reason="Erreur de saisie.", by=cast.manager, at=at)
    new = approved_again(path, PaymentOrder.objects.get(pk=order.pk))
    line = debit(path, "NOTPROVIDED")
    with pytest.raises(Refused, match=f"peut-être le paiement de l’ordre {order.end_to_end_id}"):
        dismiss_line(line, reason=WHY, by=cast.finance, at=at)
    refused(ASIDE, cast.finance.pk, by="return_line_aside_by_two")
    is_held(path, new, "du montant de")


def test_names_are_read_wherever_they_start() -> None:
    assert named_orders("vir op 2026/000123x OP-2027-000001") == {
        "OP-2026-000123", "OP-2027-000001",
    }  # fmt: skip
    assert named_orders("OP-2026-00012") == set()
    assert named_cheques("n12345678") == {"1234567", "2345678"}
    assert named_cheques("123456") == set()
