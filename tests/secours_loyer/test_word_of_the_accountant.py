"""A file of the accountant is typed by anybody: a failure that it says waits for another person,
and it answers nothing that was not handed over, but on the word of two."""

from __future__ import annotations

import pytest
from django.db import connection
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.failures import confirm_failure, deny_failure
from secours_loyer.actions.forwarding import forward_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.replacing import replace_order
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.return_quarantine import propose_order, settle_line
from secours_loyer.models import Batch, Channel, PaymentOrder, Problem
from tests.secours_loyer.camt_files import status_csv
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_forwarding import exported, handed_over
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
FAILS = [
    ("rejete_visa", "refuse_visa", "rejete_visa"),
    ("rejete", "reject_taken", "rejete_apres_pec"),
]


def left(path: Path) -> PaymentOrder:
    return handed_over(path, exported(path, Channel.MANDAT)).orders.get()


def said(order: PaymentOrder, answer: str) -> bytes:
    return status_csv(f"{order.end_to_end_id};600,00;{answer};Pièce 3;23/11/2026")


def fresh(order: PaymentOrder) -> PaymentOrder:
    return PaymentOrder.objects.get(pk=order.pk)


@pytest.mark.parametrize(("answer", "step", "end"), FAILS)
def test_a_failure_typed_by_one_waits_for_another(
    path: Path, answer: str, step: str, end: str
) -> None:
    cast, at = path.cast, path.cast.at
    order = left(path)
    line = import_returns(said(order, answer), name="reponses.csv", by=cast.finance, at=at)
    assert line.lines.get().state == "rapprochee"
    order = fresh(order)
    assert (order.state, order.failed_by, order.failure_step) == ("transmis", cast.finance, step)
    assert order.failure_words == "Pièce 3"
    with pytest.raises(Refused, match="sur la seule parole"):
        replace_order(order, account=order.account, by=cast.finance, at=at)
    with pytest.raises(Refused, match="Vous avez noté cet échec"):
        confirm_failure(order, by=cast.finance, at=at)
    page = reverse("secours_loyer:order", args=[order.uid])
    shown = cast.client(cast.manager).get(page).text
    assert "lu dans le fichier « reponses.csv », importé par" in shown
    assert "le confirme aussi" not in shown
    order = confirm_failure(order, by=cast.manager, at=at)
    assert (order.state, order.failure_seen_by) == (end, cast.manager)
    assert replace_order(order, account=order.account, by=cast.finance, at=at).replaces == order
    assert list(faults()) == []


def test_said_again_by_another_file_it_still_waits(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    other = cast.person("autres-depenses", "depenses")
    order = left(path)
    import_returns(said(order, "rejete_visa"), by=cast.finance, at=at)
    again = import_returns(said(order, "rejete_visa") + b"\r\n", by=other, at=at).lines.get()
    assert (again.state, fresh(order).state) == ("rapprochee", "transmis")
    unlike = import_returns(said(order, "rejete"), by=other, at=at).lines.get()
    assert (unlike.state, unlike.problem) == ("quarantaine", Problem.STATE)
    assert confirm_failure(order, by=other, at=at).state == "rejete_visa"


def test_another_person_says_that_the_file_is_wrong(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = left(path)
    import_returns(said(order, "rejete_visa"), by=cast.finance, at=at)
    order = deny_failure(order, words="Le comptable dit le contraire.", by=cast.manager, at=at)
    assert (order.state, order.failed_by) == ("transmis", None)
    assert import_returns(said(order, "paye"), by=cast.finance, at=at).lines.get().problem == ""
    assert fresh(order).state == "paye"
    assert list(faults()) == []


@pytest.mark.parametrize(("answer", "step", "end"), FAILS)
def test_no_line_of_the_accountant_ends_an_order_by_itself(
    path: Path, answer: str, step: str, end: str
) -> None:
    cast, at = path.cast, path.cast.at
    order = exported(path, Channel.MANDAT).orders.get()
    line = import_returns(said(order, answer), by=cast.finance, at=at).lines.get()
    assert (line.state, line.problem) == ("quarantaine", Problem.NOT_HANDED)
    forward_batch(Batch.objects.get(), by=cast.finance, at=at)
    refused("UPDATE secours_loyer_paymentorder SET state = %s", end, by="order_failure_said")
    propose_order(line, reference=order.end_to_end_id, by=cast.manager, at=at)
    refused("UPDATE secours_loyer_paymentorder SET state = %s", end, by="order_failure_said")


@pytest.mark.parametrize("answer", ["paye", "rejete_visa", "rejete", "en_instance"])
def test_what_was_not_handed_over_is_answered_by_two(path: Path, answer: str) -> None:
    """Its transmission was forgotten, or may not be noted any more: two people say so."""
    cast, at = path.cast, path.cast.at
    order = exported(path, Channel.MANDAT).orders.get()
    line = import_returns(said(order, answer), by=cast.finance, at=at).lines.get()
    assert (line.state, line.problem) == ("quarantaine", Problem.NOT_HANDED)
    assert fresh(order).state == "emis"
    page = reverse("secours_loyer:return_line", args=[line.uid])
    assert "n’est pas noté « transmis »" in cast.client(cast.finance).get(page).text
    if answer == "paye":
        refused(
            "UPDATE secours_loyer_paymentorder SET state = 'paye'",
            by="order_paid_once_handed_over",
        )
    line = propose_order(line, reference=order.end_to_end_id, by=cast.manager, at=at)
    assert settle_line(line, by=cast.finance, at=at).state == "reglee"
    order = fresh(order)
    if answer.startswith("rejete"):
        assert (order.state, order.failed_by) == ("emis", cast.finance)
        assert confirm_failure(order, by=cast.manager, at=at).state.startswith("rejete")
    else:
        assert order.state == answer
    connection.check_constraints()
    assert list(faults()) == []


def test_once_the_transmission_is_noted_the_same_answer_acts(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = exported(path, Channel.MANDAT).orders.get()
    import_returns(said(order, "paye"), by=cast.finance, at=at)
    forward_batch(Batch.objects.get(), by=cast.finance, at=at)
    later = import_returns(said(order, "paye") + b"\r\n", by=cast.finance, at=at).lines.get()
    assert (later.state, fresh(order).state) == ("rapprochee", "paye")
