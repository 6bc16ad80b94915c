"""A tie declared once the order is in its batch: nothing leaves on the word of whoever has it."""

from __future__ import annotations

import pytest

from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import batches, cheques, orders
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.payment_decisions import sign_payments
from secours_loyer.actions.ties import declare_tie, lift_tie
from secours_loyer.models import Batch, Channel, Cheque, OutgoingFile, PaymentOrder, RentRequest
from secours_loyer.queries.payment_decisions import digest_of_lines
from secours_loyer.states import BatchState
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db

LEAVE = "UPDATE secours_loyer_paymentorder SET state = 'emis'"


def _tied(path: Path, user: User) -> None:
    declare_tie(RentRequest.objects.get(), reason="Ma cousine.", by=user, at=path.cast.at)


def _approved_again(path: Path, batch: Batch, *approvers: User) -> PaymentOrder:
    """As the refusal says: reopened, taken out, taken back, approved by others."""
    finance, at = path.cast.finance, path.cast.at
    batches.reopen_batch(batch, by=finance, at=at)
    order = batches.take_out_of_batch(batch.orders.get(), by=finance, at=at)
    order = orders.check_order(orders.rework_order(order, by=finance, at=at), by=finance, at=at)
    for approver in approvers:
        order = path.approve(order, approver)
    return order


@pytest.mark.parametrize("role", ["manager", "signatory"])
def test_a_tied_approver_stops_the_export(path: Path, role: str) -> None:
    cast, at = path.cast, path.cast.at
    batch = path.closed()
    _tied(path, getattr(cast, role))
    with pytest.raises(Refused, match="Rouvrez le lot, retirez l’ordre") as refusal:
        export_batch(batch, by=cast.finance, at=at)
    assert batch.orders.get().end_to_end_id in refusal.value.message
    refused(LEAVE, by="order_approver_tied")
    batch.refresh_from_db()
    assert batch.state == BatchState.CLOSED
    assert not OutgoingFile.objects.exists()


def test_approved_by_others_it_leaves(path: Path) -> None:
    cast = path.cast
    batch = path.closed()
    _tied(path, cast.manager)
    others = (cast.signatory, cast.person("autre-cadre", "cadre"))
    order = _approved_again(path, batch, *others)
    batch = export_batch(path.closed(order), by=cast.finance, at=cast.at)
    assert batch.state == BatchState.EXPORTED


def test_a_lifted_tie_stops_nothing(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    batch = path.closed()
    held = declare_tie(RentRequest.objects.get(), reason="Homonyme ?", by=cast.manager, at=at)
    lift_tie(held, reason="Homonyme.", by=cast.person("autre-cadre", "cadre"), at=at)
    assert export_batch(batch, by=cast.finance, at=at).state == BatchState.EXPORTED


def test_a_tied_signatory_of_the_payment_stops_the_export(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    batch = path.closed(channel=Channel.MANDAT)
    payer = cast.person("autre-signataire", "signataire")
    sign_payments(batch, digest=digest_of_lines(batch), by=payer, at=at)
    _tied(path, payer)
    with pytest.raises(Refused, match="signé sa décision de paiement, a déclaré un lien"):
        export_batch(batch, by=cast.finance, at=at)
    refused(f"{LEAVE}, piece = 1", by="order_signatory_tied")
    order = _approved_again(path, batch, cast.manager, cast.signatory)
    again = path.closed(order, channel=Channel.MANDAT)
    path.sign_payments(again)
    assert export_batch(again, by=cast.finance, at=at).state == BatchState.EXPORTED


def test_a_cheque_is_not_handed_over_on_the_word_of_a_tied_approver(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    batch = export_batch(path.closed(channel=Channel.CHEQUE), by=cast.finance, at=at)
    _tied(path, cast.manager)
    with pytest.raises(Refused, match="Annuler le chèque"):
        cheques.issue_cheque(
            batch.orders.get(), number="1234567", issued_on=paris_day(at), by=cast.finance, at=at
        )
    Cheque.objects.create(
        order=batch.orders.get(), number="1234567", issued_on=paris_day(at),
        issued_by=cast.finance, issued_at=at,
    )  # fmt: skip
    refused("UPDATE secours_loyer_paymentorder SET state = 'transmis'", by="order_approver_tied")
