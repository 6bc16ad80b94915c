"""Paid twice by one person: what failed on one word waits for another before it is paid again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actors.models import User
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import accountant, forwarding, orders, returns
from secours_loyer.actions.cheques import stop_cheque
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.failures import confirm_failure
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.payment_decisions import sign_payments
from secours_loyer.actions.replacing import replace_order
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.return_quarantine import dismiss_line, propose_dismissal
from secours_loyer.actions.ties import declare_tie
from secours_loyer.models import Channel, PaymentOrder, Problem, ReturnLine, digest_of
from secours_loyer.queries.payment_decisions import digest_of_lines
from secours_loyer.queries.why_nothing import why_not_approve
from secours_loyer.queries.work_lists import work_lists_for
from tests.secours_loyer.camt_files import Movement, camt, status_csv
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_cheques import issued
from tests.secours_loyer.test_forwarding import handed_over
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
ORDER = "UPDATE secours_loyer_paymentorder SET "
LINE = "UPDATE secours_loyer_returnline SET "
WHY = "Rejeté ensuite, avis de la banque vu."
AGAIN = (
    "INSERT INTO secours_loyer_paymentorder (uid, award_id, tranche, amount_cents, account_id,"
    " payee_name, label, channel, budget_year, end_to_end_id, state, round, prepared_by_id,"
    " prepared_at, reason) SELECT gen_random_uuid(), award_id, %s, amount_cents, account_id,"
    " payee_name, label, channel, budget_year, 'OP-2026-999999', 'brouillon', 1,"
    " prepared_by_id, prepared_at, '' FROM secours_loyer_paymentorder WHERE id = %s"
)


def rejected(path: Path, channel: str = Channel.REGIE, by: User | None = None) -> PaymentOrder:
    """Sent, then noted as failed by the one who keeps the expenses."""
    finance, at = path.cast.finance, path.cast.at
    order = path.approved(channel=channel)
    batch = export_batch(path.ready(order, channel=channel), by=finance, at=at)
    forwarding.forward_batch(batch, by=finance, at=at)
    if channel == Channel.MANDAT:
        return accountant.refuse_visa(order.end_to_end_id, by=by or finance, at=at)
    return returns.reject_order(order.end_to_end_id, code="MS03", by=by or finance, at=at)


def approved(path: Path, order: PaymentOrder) -> PaymentOrder:
    for approver in (path.cast.manager, path.cast.signatory):
        order = path.approve(order, approver)
    return order


@pytest.mark.parametrize("channel", [Channel.REGIE, Channel.MANDAT])
def test_one_word_alone_pays_nothing_again(path: Path, channel: str) -> None:
    cast, at = path.cast, path.cast.at
    order = rejected(path, channel)
    assert order.failed_by == cast.finance
    told = f"sur la seule parole de {cast.finance}"
    for prepare in (
        lambda: replace_order(order, account=path.account(), by=cast.finance, at=at),
        lambda: orders.prepare_order(order.award, account=path.account(), by=cast.finance, at=at),
        lambda: orders.prepare_order(
            order.award, account=path.account(), tranche=2, by=cast.finance, at=at
        ),
    ):
        with pytest.raises(Refused, match=told):
            prepare()
    with pytest.raises(Refused, match="noté cet échec : une autre personne"):
        confirm_failure(order, by=cast.finance, at=at)
    for person in (cast.case_worker, cast.auditor, cast.reception):
        with pytest.raises(Refused, match="se confirme par un cadre"):
            confirm_failure(order, by=person, at=at)
    order = confirm_failure(order, by=cast.manager, at=at)
    with pytest.raises(Refused, match="n’attend pas de confirmation"):
        confirm_failure(order, by=cast.signatory, at=at)
    assert replace_order(order, account=path.account(), by=cast.finance, at=at).replaces == order
    assert list(faults()) == []


def test_a_decision_is_not_replaced_while_its_payment_is_in_doubt(path: Path) -> None:
    order = rejected(path)
    with pytest.raises(Refused, match="Un ordre de paiement existe"):
        path.replaced(order.award.decision, 50_000)
    refused("UPDATE secours_loyer_award SET revoked_at = now()", by="award_revoked_unpaid")
    path.confirmed(order)
    assert path.replaced(order.award.decision, 50_000).aid_cents == 50_000


def test_the_file_of_the_bank_confirms_too(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = rejected(path)
    back = camt(Movement(order.end_to_end_id, sign="CRDT", reason="MS03"))
    other = cast.person("autres-depenses", "depenses")
    assert import_returns(back, by=other, at=at).lines.get().state == "rapprochee"
    assert replace_order(order, account=path.account(), by=cast.finance, at=at).replaces == order
    assert list(faults()) == []


def test_whoever_noted_it_does_not_approve_what_stands_for_it(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    other = cast.person("autres-depenses", "depenses")
    order = path.confirmed(rejected(path, by=other))
    new = replace_order(order, account=order.account, by=cast.finance, at=at)
    new = orders.check_order(new, by=cast.finance, at=at)
    with pytest.raises(Refused, match="Vous avez noté l’échec d’un ordre de cette aide"):
        path.approve(new, other)
    refused(
        "INSERT INTO secours_loyer_approval (order_id, round, rank, approver_id, digest, at)"
        " VALUES (%s, 1, 1, %s, %s, now())",
        *(new.pk, other.pk, digest_of(new)),
        by="approval_apart_from_failure",
    )
    lists = {row["title"]: row["count"] for row in work_lists_for(other, on=at.date())}
    assert lists["Ordres à approuver"] == 0
    told = (
        "Vous avez noté l’échec d’un ordre de cette aide : une autre personne approuve cet ordre."
    )
    assert why_not_approve(new, other) == told
    assert approved(path, PaymentOrder.objects.get(pk=new.pk)).state == "approuve_2"


def test_the_payment_is_not_decided_by_whoever_noted_it(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    both = cast.person("tout", "depenses", "signataire")
    order = path.confirmed(rejected(path, Channel.MANDAT, by=both))
    new = replace_order(order, account=order.account, by=cast.finance, at=at)
    new = approved(path, orders.check_order(new, by=cast.finance, at=at))
    batch = path.closed(new, channel=Channel.MANDAT)
    with pytest.raises(Refused, match="un autre signataire signe"):
        sign_payments(batch, digest=digest_of_lines(batch), by=both, at=at)
    assert path.sign_payments(batch) == 1


def test_the_walls_hold_by_themselves(path: Path) -> None:
    cast = path.cast
    order = path.approved()
    handed_over(path, path.closed(order))
    refused(ORDER + "state = 'rejete'", by="order_failure_said")
    refused(ORDER + "failed_by_id = %s", cast.finance.pk, by="order_failure_frozen")
    failed = ORDER + "failure_step = 'reject_order', failure_words = 'MS03', failed_by_id = %s"
    refused(failed, cast.manager.pk, by="order_failure_by_finance")
    at_once = ORDER + "state = 'rejete', failed_by_id = %s"
    refused(at_once, cast.finance.pk, by="order_failure_frozen")
    order = returns.reject_order(order.end_to_end_id, code="MS03", by=cast.finance, at=cast.at)
    refused(ORDER + "failed_by_id = NULL", by="order_failure_noted_whole")
    gone = "failed_by_id = NULL, failure_step = '', failure_words = ''"
    refused(ORDER + gone, by="order_failure_frozen")
    seen = ORDER + "state = 'rejete', failure_seen_at = now(), failure_seen_by_id = %s"
    refused(seen, cast.finance.pk, by="order_failure_seen_by_another")
    refused(seen, cast.auditor.pk, by="order_failure_seen_by_approver")
    refused(ORDER + "failure_seen_at = now()", by="order_failure_seen_whole")
    for tranche in (1, 2):
        refused(AGAIN, tranche, order.pk, by="order_within_award")
    tie = cast.person("cadre-lie", "cadre")
    declare_tie(order.award.decision.request, reason="Cousine du bailleur.", by=tie, at=cast.at)
    refused(seen, tie.pk, by="order_failure_seen_tied")
    with pytest.raises(Refused, match="un lien"):
        confirm_failure(order, by=tie, at=cast.at)
    order = path.confirmed(order)
    refused(seen, cast.signatory.pk, by="order_failure_seen_by_another")


def test_a_cheque_stopped_on_one_word_is_not_paid_again(path: Path) -> None:
    order = issued(path)
    day = paris_day(path.cast.at)
    stop_cheque(order, how="rendu", stopped_on=day, by=path.cast.finance, at=path.cast.at)
    for tranche in (1, 2):
        refused(AGAIN, tranche, order.pk, by="order_failure_confirmed_first")
    page = reverse("secours_loyer:order", args=[order.uid])
    shown = path.cast.client(path.cast.manager).get(page).text
    assert "Chèque annulé" in shown
    assert "À confirmer" in shown
    assert "Un chèque annulé ne se rétablit pas" in shown
    path.confirmed(order)
    assert "À confirmer" not in path.cast.client(path.cast.manager).get(page).text


def debit(path: Path, order: PaymentOrder, reference: str = "") -> ReturnLine:
    """The statement shows that it was paid after all."""
    shown = camt(Movement(reference or order.end_to_end_id))
    return import_returns(shown, by=path.cast.finance, at=path.cast.at).lines.get()


@pytest.mark.parametrize("reference", ["", "NOTPROVIDED"])
def test_a_debit_that_may_be_ours_is_put_aside_by_two(path: Path, reference: str) -> None:
    cast, at = path.cast, path.cast.at
    order = rejected(path)
    line = debit(path, order, reference)
    told = f"peut-être le paiement de l’ordre {order.end_to_end_id}"
    with pytest.raises(Refused, match=told):
        dismiss_line(line, reason=WHY, by=cast.finance, at=at)
    aside = LINE + "state = 'ecartee', reason = 'x', resolved_by_id = %s, resolved_at = now()"
    refused(aside, cast.finance.pk, by="return_line_aside_by_two")
    with pytest.raises(Refused, match="pourquoi"):
        propose_dismissal(line, reason="non", by=cast.finance, at=at)
    with pytest.raises(Refused, match="Demandez au cadre"):
        propose_dismissal(line, reason=WHY, by=cast.auditor, at=at)
    refused(LINE + "aside_by_id = %s, aside_at = now(), reason = 'x'", cast.auditor.pk,
            by="return_line_aside_by_role")  # fmt: skip
    refused(LINE + "aside_by_id = %s, aside_at = now()", cast.finance.pk,
            by="return_line_aside_whole")  # fmt: skip
    line = propose_dismissal(line, reason=WHY, by=cast.finance, at=at)
    with pytest.raises(Refused, match="Vous avez proposé d’écarter"):
        dismiss_line(line, reason=WHY, by=cast.finance, at=at)
    refused(aside, cast.finance.pk, by="return_line_aside_by_two")
    line = propose_dismissal(line, reason=WHY, by=cast.manager, at=at)
    line = dismiss_line(line, reason=WHY, by=cast.finance, at=at)
    assert (line.state, line.aside_by, line.resolved_by) == ("ecartee", cast.manager, cast.finance)
    assert list(faults()) == []


def test_charges_are_put_aside_by_one(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    rejected(path)
    charges = camt(Movement("FRAIS-11", "12.50"))
    line = import_returns(charges, by=cast.finance, at=at).lines.get()
    assert dismiss_line(line, reason=WHY, by=cast.finance, at=at).state == "ecartee"


def test_the_pages_say_who_acts_next(path: Path) -> None:
    cast = path.cast
    order = rejected(path)
    finance, manager = cast.client(cast.finance), cast.client(cast.manager)
    page = reverse("secours_loyer:order", args=[order.uid])
    shown = finance.get(page).text
    assert "Qui agit ensuite" in shown
    assert f"Une autre personne que {cast.finance} (cadre, signataire ou dépenses)" in shown
    assert "confirm_failure" not in shown
    assert "replace_order" not in shown
    assert "Préparez-en un nouveau" not in shown
    file = reverse("secours_loyer:file", args=[order.award.decision.request.uid])
    assert "confirme l’échec du paiement" in finance.get(file).text
    assert finance.post(f"{page}confirm_failure/").status_code == 422
    assert "Échecs de paiement à confirmer" in manager.get(reverse("secours_loyer:board")).text
    assert "Confirmer cet échec" in manager.get(page).text
    assert manager.post(f"{page}confirm_failure/").status_code == 302
    shown = finance.get(page).text
    assert "Qui agit ensuite" not in shown
    assert "replace_order" in shown
    line = reverse("secours_loyer:return_line", args=[debit(path, order).uid])
    shown = finance.get(line).text
    assert "une personne propose de l’écarter" in shown
    assert "dismiss_line" not in shown
    sent = {"propose_dismissal-reason": WHY}
    assert manager.post(f"{line}propose_dismissal/", sent).status_code == 302
    shown = finance.get(line).text
    assert f"par {cast.manager} : {WHY}" in shown
    assert finance.post(f"{line}dismiss_line/", {"dismiss_line-reason": WHY}).status_code == 302


def test_an_order_whose_failure_waits_does_not_go_on(path: Path) -> None:
    """Taken in charge meanwhile, its refusal could never be confirmed."""
    cast, at = path.cast, path.cast.at
    order = rejected(path, Channel.MANDAT)
    told = f"noté sur l’ordre {order.end_to_end_id} : une autre personne"
    for go_on in (
        lambda: accountant.take_order(order.end_to_end_id, by=cast.finance, at=at),
        lambda: accountant.hold_order(order.end_to_end_id, words="Pièce 3", by=cast.finance, at=at),
        lambda: forwarding.take_charge(order.batch, [order], by=cast.finance, at=at),
    ):
        with pytest.raises(Refused, match=told):
            go_on()
    finance = cast.client(cast.finance)
    page = reverse("secours_loyer:order", args=[order.uid])
    for address in (page, reverse("secours_loyer:batch", args=[order.batch.number])):
        shown = finance.get(address).text
        assert "Noter la prise en charge" not in shown
        assert "Noter la mise en instance" not in shown
    assert finance.post(f"{page}take_order/").status_code == 422
    taken = status_csv(f"{order.end_to_end_id};600,00;pris_en_charge;;23/11/2026")
    line = import_returns(taken, by=cast.finance, at=at).lines.get()
    assert (line.state, line.problem) == ("quarantaine", Problem.STATE)
    assert confirm_failure(order, by=cast.manager, at=at).state == "rejete_visa"
