"""The accountant answers mandates only: what the bank has is not paid by another order."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import accountant, forwarding, returns
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.replacing import replace_order
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.return_quarantine import propose_order
from secours_loyer.models import Channel, PaymentOrder, Problem
from secours_loyer.states import ReturnState
from tests.secours_loyer.camt_files import Movement, camt, status_csv
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_forwarding import exported
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
SAYS = ("rejete_visa", "rejete", "en_instance", "pris_en_charge", "paye")


@pytest.mark.parametrize("channel", [Channel.REGIE, Channel.CHEQUE])
@pytest.mark.parametrize("says", SAYS)
def test_the_file_of_the_accountant_moves_no_transfer(path: Path, channel: str, says: str) -> None:
    finance, at = path.cast.finance, path.cast.at
    order = exported(path, channel).orders.get()
    answers = status_csv(f"{order.end_to_end_id};600,00;{says};;25/11/2026")
    (line,) = import_returns(answers, by=finance, at=at).lines.all()
    assert (line.state, line.problem) == (ReturnState.QUARANTINED, Problem.CHANNEL)
    assert PaymentOrder.objects.get().state == "emis"
    with pytest.raises(Refused, match="n’a pas échoué"):
        replace_order(order, account=order.account, by=finance, at=at)


def test_by_hand_neither(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    batch = exported(path)
    batch = forwarding.forward_batch(batch, by=finance, at=at)
    order = batch.orders.get()
    for act in (
        accountant.hold_order, accountant.take_order, accountant.refuse_visa,
        accountant.reject_taken,
    ):  # fmt: skip
        with pytest.raises(Refused, match="que sur les mandats"):
            act(order.end_to_end_id, by=finance, at=at)
    with pytest.raises(Refused, match="que sur les mandats"):
        forwarding.take_charge(batch, [order], by=finance, at=at)
    url = reverse("secours_loyer:order", args=[order.uid])
    answer = path.cast.client(finance).post(f"{url}refuse_visa/", {"refuse_visa-words": "x"})
    assert answer.status_code == 422
    page = path.cast.client(finance).get(reverse("secours_loyer:batch", args=[batch.number]))
    assert "Noter la prise en charge" not in page.content.decode()
    assert PaymentOrder.objects.get().state == "transmis"


def test_the_walls_hold_by_themselves(path: Path) -> None:
    exported(path)
    step = "UPDATE secours_loyer_paymentorder SET state = '{}', held_at = {}"
    for state, held in (
        ("rejete_visa", "held_at"),
        ("rejete_apres_pec", "held_at"),
        ("en_instance", "now()"),
    ):
        refused(step.format(state, held), by="order_answer_of_accountant")


def test_the_bank_alone_rejects_a_transfer(path: Path) -> None:
    finance, at = path.cast.finance, path.cast.at
    order = exported(path).orders.get()
    import_returns(
        camt(Movement(order.end_to_end_id, sign="CRDT", reason="AC04")), by=finance, at=at
    )
    assert PaymentOrder.objects.get().state == "rejete"
    with pytest.raises(Refused):
        returns.mark_paid(order.end_to_end_id, by=finance, at=at)
    assert list(faults()) == []


@pytest.mark.parametrize("reason", ["", "AC04"])
@pytest.mark.parametrize("kind", ["053", "054"])
def test_the_file_of_the_bank_pays_no_mandate(path: Path, reason: str, kind: str) -> None:
    finance, at = path.cast.finance, path.cast.at
    order = exported(path, Channel.MANDAT).orders.get()
    moved = Movement(order.end_to_end_id, sign="CRDT" if reason else "DBIT", reason=reason)
    (line,) = import_returns(camt(moved, kind=kind), by=finance, at=at).lines.all()
    assert (line.state, line.problem) == (ReturnState.QUARANTINED, Problem.CHANNEL)
    assert PaymentOrder.objects.get().state == "emis"
    with pytest.raises(Refused, match="pas sur cet ordre"):
        propose_order(line, reference=order.end_to_end_id, by=path.cast.manager, at=at)
    refused(
        "UPDATE secours_loyer_returnline SET state = 'reglee', order_id = %s, proposed_by_id = %s,"
        " proposed_at = now(), resolved_by_id = %s, resolved_at = now()",
        order.pk,
        path.cast.manager.pk,
        finance.pk,
        by="return_line_of_its_channel",
    )
