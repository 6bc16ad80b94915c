"""A file brought by one person is no second word: who imported, proposed or settled the line that
ends an order said that it failed, and takes no step of the order that stands for it."""

from __future__ import annotations

import pytest

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import orders
from secours_loyer.actions.cheques import issue_cheque
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.forwarding import forward_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.payment_decisions import sign_payments
from secours_loyer.actions.replacing import replace_order
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.return_quarantine import propose_order, settle_line
from secours_loyer.models import Batch, Channel, PaymentOrder, digest_of
from secours_loyer.queries.payment_decisions import digest_of_lines
from secours_loyer.queries.why_nothing import why_not_approve
from secours_loyer.queries.work_lists import work_lists_for
from tests.secours_loyer.camt_files import Movement, camt, status_csv
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_failures import rejected
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
APPROVE = (
    "INSERT INTO secours_loyer_approval (order_id, round, rank, approver_id, digest, at)"
    " VALUES (%s, 1, 1, %s, %s, now())"
)
PREPARE = (
    "INSERT INTO secours_loyer_paymentorder (uid, award_id, tranche, amount_cents, account_id,"
    " payee_name, label, channel, budget_year, end_to_end_id, state, round, prepared_by_id,"
    " prepared_at, reason) SELECT gen_random_uuid(), award_id, 2, amount_cents, account_id,"
    " payee_name, label, channel, budget_year, 'OP-2026-999999', 'brouillon', 1,"
    " prepared_by_id, prepared_at, '' FROM secours_loyer_paymentorder WHERE id = %s"
)


def sent(path: Path, channel: str = Channel.REGIE) -> PaymentOrder:
    order = path.approved(channel=channel)
    export_batch(path.ready(order, channel=channel), by=path.cast.finance, at=path.cast.at)
    return PaymentOrder.objects.get(pk=order.pk)


def back(order: PaymentOrder, reference: str = "") -> bytes:
    return camt(Movement(reference or order.end_to_end_id, sign="CRDT", reason="MS03"))


def successor(path: Path, order: PaymentOrder) -> PaymentOrder:
    old = PaymentOrder.objects.get(pk=order.pk)
    new = replace_order(old, account=old.account, by=path.cast.finance, at=path.cast.at)
    return orders.check_order(new, by=path.cast.finance, at=path.cast.at)


@pytest.mark.parametrize("channel", [Channel.REGIE, Channel.MANDAT])
def test_the_file_of_whoever_noted_it_confirms_nothing(path: Path, channel: str) -> None:
    cast, at = path.cast, path.cast.at
    order = rejected(path, channel)
    mandate = channel == Channel.MANDAT
    said = status_csv(f"{order.end_to_end_id};600,00;rejete_visa;;") if mandate else back(order)
    assert import_returns(said, by=cast.finance, at=at).lines.get().state == "rapprochee"
    with pytest.raises(Refused, match=f"sur la seule parole de {cast.finance}"):
        replace_order(order, account=order.account, by=cast.finance, at=at)
    # The bank ends the order, a file of the accountant leaves it where it is.
    wall = "order_within_award" if mandate else "order_failure_confirmed_first"
    refused(PREPARE, order.pk, by=wall)
    assert successor(path, path.confirmed(order)).replaces == order
    assert list(faults()) == []


def test_a_file_brought_by_another_account_of_theirs_confirms_nothing(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = rejected(path)
    double = cast.person("depenses-bis", "depenses")
    double.first_name, double.last_name = cast.finance.first_name, cast.finance.last_name
    double.save(update_fields=["first_name", "last_name"])
    import_returns(back(order), by=double, at=at)
    with pytest.raises(Refused, match="sur la seule parole"):
        replace_order(order, account=order.account, by=cast.finance, at=at)
    refused(PREPARE, order.pk, by="order_failure_confirmed_first")


def test_whoever_imported_the_end_of_an_order_does_not_approve_the_next(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    other = cast.person("autres-depenses", "depenses")
    order = sent(path)
    assert import_returns(back(order), by=other, at=at).lines.get().state == "rapprochee"
    new = successor(path, order)
    with pytest.raises(Refused, match="importé ou réglé la ligne qui le dit"):
        path.approve(new, other)
    refused(APPROVE, new.pk, other.pk, digest_of(new), by="approval_apart_from_failure")
    lists = {row["title"]: row["count"] for row in work_lists_for(other, on=at.date())}
    assert lists["Ordres à approuver"] == 0
    assert "importé ou réglé la ligne" in why_not_approve(new, other)
    for approver in (cast.manager, cast.signatory):
        new = path.approve(new, approver)
    assert new.state == "approuve_2"
    assert list(faults()) == []


def test_whoever_imported_it_does_not_decide_the_next_payment(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    both = cast.person("tout", "depenses", "signataire")
    order = sent(path, Channel.MANDAT)
    forward_batch(Batch.objects.get(), by=cast.finance, at=at)
    import_returns(status_csv(f"{order.end_to_end_id};600,00;rejete_visa;;"), by=both, at=at)
    new = successor(path, path.confirmed(order))
    for approver in (cast.manager, cast.signatory):
        new = path.approve(new, approver)
    batch = path.closed(new, channel=Channel.MANDAT)
    with pytest.raises(Refused, match="importé ou réglé la ligne qui le dit"):
        sign_payments(batch, digest=digest_of_lines(batch), by=both, at=at)
    refused(
        "INSERT INTO secours_loyer_paymentdecision (order_id, round, digest, number, name, content,"
        " sha256, signed_by_id, signed_at) VALUES (%s, 1, %s, 'DPT-1', 'a.pdf', 'x',"
        " encode(sha256('x'), 'hex'), %s, now())",
        *(new.pk, digest_of(new), both.pk),
        by="payment_decision_apart_from_failure",
    )
    assert path.sign_payments(batch) == 1


def test_whoever_proposed_or_settled_the_line_does_not_approve_the_next(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    second = cast.person("cadre-bis", "cadre", "depenses")
    order = sent(path)
    line = import_returns(back(order, "SANS-REF"), by=cast.finance, at=at).lines.get()
    propose_order(line, reference=order.end_to_end_id, by=cast.manager, at=at)
    assert settle_line(line, by=second, at=at).state == "reglee"
    new = successor(path, order)
    for person in (cast.manager, second):
        with pytest.raises(Refused, match="importé ou réglé la ligne"):
            path.approve(new, person)
        refused(APPROVE, new.pk, person.pk, digest_of(new), by="approval_apart_from_failure")
    assert path.approve(new, cast.signatory).state == "approuve_1"


def test_a_line_settled_by_whoever_noted_it_confirms_nothing(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    other = cast.person("autres-depenses", "depenses")
    order = rejected(path)
    line = import_returns(back(order, "SANS-REF"), by=other, at=at).lines.get()
    propose_order(line, reference=order.end_to_end_id, by=cast.manager, at=at)
    settle_line(line, by=cast.finance, at=at)
    with pytest.raises(Refused, match="sur la seule parole"):
        replace_order(order, account=order.account, by=cast.finance, at=at)
    refused(PREPARE, order.pk, by="order_failure_confirmed_first")


def test_a_line_of_the_bank_alone_does_not_free_a_written_cheque(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = sent(path, Channel.CHEQUE)
    issue_cheque(order, number="1234567", issued_on=at.date(), by=cast.finance, at=at)
    line = import_returns(back(order), by=cast.finance, at=at).lines.get()
    assert (line.state, line.problem) == ("quarantaine", "etat")
    with pytest.raises(Refused, match="Cet ordre ne convient pas"):
        propose_order(line, reference=order.end_to_end_id, by=cast.manager, at=at)
    assert PaymentOrder.objects.get(pk=order.pk).state == "transmis"
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'rejete' WHERE id = %s", order.pk,
        by="order_cheque_by_its_steps",
    )  # fmt: skip
    assert list(faults()) == []
