"""What is said after the decision keeps the money back until somebody answers it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import batches, landlord_links, orders, returns, sessions
from secours_loyer.actions import statement_answer as answers
from secours_loyer.actions.board import plan_board
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.replacing import replace_order
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.return_quarantine import dismiss_line, propose_dismissal
from secours_loyer.models import Batch, PaymentOrder, RentRequest
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import STATEMENT, Path
from tests.secours_loyer.test_forwarding import handed_over
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
IN_BATCH = (
    "UPDATE secours_loyer_paymentorder SET state = 'en_lot', line = 1, batch_id = %s WHERE id = %s"
)
SENT = "UPDATE secours_loyer_paymentorder SET state = 'emis' WHERE id = %s"


def _said(path: Path, request: RentRequest, cents: int = 80_000, kind: str = "decompte") -> None:
    at = path.cast.at
    link = landlord_links.open_link(request, by=path.cast.case_worker, at=at)
    if kind == "decompte":
        landlord_links.certify_statement(
            link, cents=cents, said_on=paris_day(at), file=STATEMENT, at=at
        )
    else:
        why = "Juin est payé." if kind == "contestee" else ""
        landlord_links.report(link, kind=kind, why=why, at=at)


def _open_batch(path: Path) -> Batch:
    path.payer()
    at = path.cast.at
    day = paris_day(at) + timedelta(days=2)
    return batches.open_batch(channel="regie", execute_on=day, by=path.cast.finance, at=at)


@pytest.mark.parametrize("cents", [80_000, 120_000])
def test_a_later_statement_holds_the_order_until_the_instructor_answers(
    path: Path, cents: int
) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    request = order.award.decision.request
    _said(path, request, cents)
    batch = _open_batch(path)
    with pytest.raises(Refused, match=r"Le bailleur certifie.*rien ne part"):
        batches.put_in_batch(batch, [order], by=cast.finance, at=at)
    refused(IN_BATCH, batch.pk, order.pk, by="order_statement_answered")
    page = reverse("secours_loyer:order", args=[order.uid])
    assert "Le bailleur certifie" in cast.client(cast.finance).get(page).text
    answers.keep_amount(request, why="Octobre est en plus.", by=cast.case_worker, at=at)
    assert "Le bailleur certifie" not in cast.client(cast.finance).get(page).text
    assert batches.put_in_batch(batch, [order], by=cast.finance, at=at) == 1
    assert list(faults()) == []


def test_checks_and_approvals_stop_too(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.prepared()
    _said(path, order.award.decision.request)
    with pytest.raises(Refused, match="Le bailleur certifie"):
        orders.check_order(order, by=cast.finance, at=at)


def test_a_statement_between_the_batch_and_the_export(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    batch = path.closed(order)
    _said(path, order.award.decision.request)
    with pytest.raises(Refused, match=f"{order.end_to_end_id}.*retirez cet ordre"):
        export_batch(batch, by=cast.finance, at=at)
    refused(SENT, order.pk, by="order_statement_answered")
    request = order.award.decision.request
    answers.keep_amount(request, why="Octobre est en plus.", by=cast.case_worker, at=at)
    assert export_batch(batch, by=cast.finance, at=at).state == "exporte"


def test_a_contested_debt_holds_the_order_until_it_is_settled(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    request = order.award.decision.request
    worker, file = cast.client(cast.case_worker), reverse("secours_loyer:file", args=[request.uid])
    assert "Noter la contestation du bailleur réglée" not in worker.get(file).text
    with pytest.raises(Refused, match="ne conteste pas la dette"):
        answers.settle_dispute(request, why="x", by=cast.case_worker, at=at)
    _said(path, request, kind="contestee")
    batch = _open_batch(path)
    with pytest.raises(Refused, match="Le bailleur conteste la dette depuis"):
        batches.put_in_batch(batch, [order], by=cast.finance, at=at)
    refused(IN_BATCH, batch.pk, order.pk, by="order_dispute_answered")
    refused(
        "UPDATE secours_loyer_rentrequest SET dispute_answer = 'x'", by="request_dispute_answered"
    )
    with pytest.raises(Refused, match="L’instructeur de la demande répond"):
        answers.settle_dispute(request, why="x", by=cast.manager, at=at)
    with pytest.raises(Refused, match="ce qui règle"):
        answers.settle_dispute(request, why=" ", by=cast.case_worker, at=at)
    assert "Noter la contestation du bailleur réglée" in worker.get(file).text
    typed = {"settle_dispute-why": "Le bailleur s’était trompé de locataire."}
    assert worker.post(f"{file}settle_dispute/", typed).status_code == 302
    shown = worker.get(file).text
    assert "Le bailleur s’était trompé de locataire." in shown
    assert "Le bailleur conteste la dette" not in shown
    assert batches.put_in_batch(batch, [order], by=cast.finance, at=at) == 1


def test_a_later_contestation_is_answered_anew(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.granted().request
    _said(path, request, kind="contestee")
    answers.settle_dispute(request, why="x", by=cast.case_worker, at=at)
    _said(path, request, kind="dette")
    _said(path, request, kind="contestee")
    request = answers.settle_dispute(request, why="y", by=cast.case_worker, at=at)
    assert request.dispute_answer == "y"


def test_a_debit_on_a_dead_order_holds_the_one_that_replaces_it(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved()
    handed_over(path, path.closed(order))
    dead = returns.reject_order(order.end_to_end_id, code="MS03", by=cast.finance, at=at)
    new = replace_order(path.confirmed(dead), account=dead.account, by=cast.finance, at=at)
    new = orders.check_order(new, by=cast.finance, at=at)
    for approver in (cast.manager, cast.signatory):
        new = path.approve(new, approver)
    file = import_returns(camt(Movement(order.end_to_end_id)), by=cast.finance, at=at)
    line = file.lines.get()
    assert line.state == "quarantaine"
    batch = _open_batch(path)
    told = f"attend en quarantaine pour l’ordre {order.end_to_end_id}"
    with pytest.raises(Refused, match=told):
        batches.put_in_batch(batch, [new], by=cast.finance, at=at)
    refused(IN_BATCH, batch.pk, new.pk, by="order_debit_answered")
    page = reverse("secours_loyer:order", args=[new.uid])
    assert told in cast.client(cast.finance).get(page).text
    why = "La banque l’a rejeté ensuite, avis vu."
    propose_dismissal(line, reason=why, by=cast.manager, at=at)
    with pytest.raises(Refused, match=told):
        batches.put_in_batch(batch, [new], by=cast.finance, at=at)
    dismiss_line(line, reason=why, by=cast.finance, at=at)
    assert batches.put_in_batch(batch, [new], by=cast.finance, at=at) == 1
    assert PaymentOrder.objects.get(pk=new.pk).state == "en_lot"


FAR = date(2199, 1, 1)


def test_a_year_typed_wrong_is_refused(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    with pytest.raises(Refused, match="dans plus d’un an") as caught:
        batches.open_batch(channel="regie", execute_on=FAR, by=cast.finance, at=at)
    assert caught.value.field == "execute_on"
    with pytest.raises(Refused, match="dans plus d’un an"):
        sessions.plan_session(held_at=at.replace(year=2028), place="x", by=cast.secretary, at=at)
    with pytest.raises(Refused, match="dans plus d’un an"):
        plan_board(held_on=FAR, by=cast.secretary, at=at)
    later = paris_day(at).replace(year=paris_day(at).year + 1)
    assert plan_board(held_on=later, by=cast.secretary, at=at).held_on == later


def test_the_database_refuses_it_too(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    _open_batch(path)
    for day in ("9999-01-01", "2020-01-01"):
        refused("UPDATE secours_loyer_batch SET execute_on = %s", day, by="batch_near_day")
    sessions.plan_session(held_at=at, place="x", by=cast.secretary, at=at)
    for day in ("9999-01-01", "2020-01-01"):
        changed = "UPDATE secours_loyer_commissionsession SET held_at = %s"
        refused(changed, day, by="session_near_day")
    refused(
        "INSERT INTO secours_loyer_boardmeeting (held_on, planned_by_id, planned_at)"
        " VALUES ('2199-01-01', %s, now())",
        cast.secretary.pk,
        by="board_near_day",
    )
