"""What each line of a file does: matched by its reference, or put in quarantine; never twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actors.models import Message
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import orders, return_quarantine
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.forwarding import forward_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.return_import import import_returns
from secours_loyer.actions.returns import mark_paid
from secours_loyer.models import (
    Batch,
    Channel,
    EntryKind,
    LandlordAccount,
    Letter,
    PaymentEntry,
    PaymentOrder,
    Problem,
    ReturnFile,
    ReturnLine,
)
from secours_loyer.states import AccountState, BatchState, OrderState, ReturnState
from tests.secours_loyer.camt_files import Movement, camt, status_csv
from tests.secours_loyer.path import OTHER_IBAN, PAYER, Path

pytestmark = pytest.mark.django_db


def sent(path: Path, channel: str = Channel.REGIE) -> PaymentOrder:
    batch = path.ready(channel=channel)
    export_batch(batch, by=path.cast.finance, at=path.cast.at)
    return PaymentOrder.objects.get(batch=batch)


def imported(path: Path, content: bytes) -> list[ReturnLine]:
    path.payer()
    file = import_returns(content, by=path.cast.finance, at=path.cast.at)
    return list(file.lines.order_by("rank"))


def seen(order: PaymentOrder) -> PaymentOrder:
    return PaymentOrder.objects.get(pk=order.pk)


def test_paid_then_reconciled_by_the_statement(path: Path) -> None:
    order = sent(path)
    told = Movement(order.end_to_end_id)
    (notice,) = imported(path, camt(told, kind="054"))
    assert (notice.state, notice.order_id) == (ReturnState.MATCHED, order.pk)
    assert seen(order).state == OrderState.PAID
    assert sorted(Letter.objects.filter(event=order.end_to_end_id).values_list("kind", flat=True)) \
        == ["paye_bailleur", "paye_menage"]  # fmt: skip
    (statement,) = imported(path, camt(told))
    assert statement.state == ReturnState.MATCHED
    assert seen(order).state == OrderState.RECONCILED
    assert PaymentEntry.objects.filter(kind=EntryKind.PAID).balance() == 60_000
    assert Batch.objects.get().state == BatchState.SETTLED
    assert list(faults()) == []


def test_the_same_file_twice_does_nothing(path: Path) -> None:
    order = sent(path)
    content = camt(Movement(order.end_to_end_id), Movement("OP-2026-999999"))
    first = imported(path, content)
    before = (PaymentEntry.objects.count(), Letter.objects.count(), Message.objects.count())
    again = imported(path, content)
    assert [line.pk for line in again] == [line.pk for line in first]
    after = (PaymentEntry.objects.count(), Letter.objects.count(), Message.objects.count())
    assert (after, ReturnFile.objects.count()) == (before, 1)


def test_the_same_movement_in_another_statement_waits_for_people(path: Path) -> None:
    order = sent(path)
    imported(path, camt(Movement(order.end_to_end_id)))
    (twice,) = imported(path, camt(Movement(order.end_to_end_id), message="RELEVE-2"))
    assert (twice.state, twice.problem) == (ReturnState.QUARANTINED, Problem.TWICE)
    assert PaymentEntry.objects.filter(kind=EntryKind.PAID).balance() == 60_000


@pytest.mark.parametrize(
    ("movement", "problem"),
    [
        (Movement("OP-2026-999999"), Problem.UNKNOWN),
        (Movement("NOTPROVIDED"), Problem.NO_REFERENCE),
        (Movement(""), Problem.NO_REFERENCE),
        (Movement("{}", "600.01"), Problem.AMOUNT),
        (Movement("{}", "600.001"), Problem.AMOUNT),
        (Movement("{}", currency="USD"), Problem.CURRENCY),
        (Movement("{}", sign="CRDT"), Problem.RECEIVED),
        (Movement("{}", day="2026-11-22"), Problem.DAY),
        (Movement("{}", day="2020-01-01"), Problem.DAY),
        (Movement("{}", day="2026-11-24"), Problem.DAY),
        (Movement("{}", day="2099-01-01"), Problem.DAY),
        (Movement("{}", day="23/11/2026"), Problem.DAY),
        (Movement("{}", day=""), Problem.DAY),
        (Movement("{}", sign="CRDT", reason="AC04", day="2026-11-22"), Problem.DAY),
    ],
)
def test_what_does_not_match_changes_nothing(
    path: Path, movement: Movement, problem: Problem
) -> None:
    order = sent(path)
    reference = movement.reference.format(order.end_to_end_id)
    changed = replace(movement, reference=reference)
    (line,) = imported(path, camt(changed))
    assert (line.state, line.problem, line.order) == (ReturnState.QUARANTINED, problem, None)
    assert seen(order).state == OrderState.SENT
    assert not PaymentEntry.objects.filter(kind=EntryKind.PAID).exists()


def test_a_false_day_is_never_settled_and_a_day_to_read_is_settled_by_two(path: Path) -> None:
    order, at = sent(path), path.cast.at
    days = ("2026-11-22", "2026-11-24", "illisible")
    early, late, unread = imported(
        path, camt(*(Movement(order.end_to_end_id, day=day) for day in days))
    )
    asked = {"reference": order.end_to_end_id, "by": path.cast.manager, "at": at}
    for line in (early, late):
        with pytest.raises(Refused, match="entre le départ de l’ordre et aujourd’hui"):
            return_quarantine.propose_order(line, **asked)
    return_quarantine.propose_order(unread, **asked)
    settled = return_quarantine.settle_line(unread, by=path.cast.finance, at=at)
    assert settled.state == ReturnState.SETTLED
    assert seen(order).state == OrderState.RECONCILED
    assert list(faults()) == []


def test_an_order_that_never_left_is_not_paid(path: Path) -> None:
    order = path.approved()
    (line,) = imported(path, camt(Movement(order.end_to_end_id)))
    assert line.problem == Problem.STATE


def test_rejected_blocks_the_account_and_a_new_order_stands_for_it(path: Path) -> None:
    order = sent(path)
    (line,) = imported(path, camt(Movement(order.end_to_end_id, sign="CRDT", reason="AC04")))
    rejected = seen(order)
    assert (line.state, rejected.state) == (ReturnState.MATCHED, OrderState.REJECTED)
    assert rejected.reason == "AC04 : Le compte est clos."
    assert LandlordAccount.objects.get(pk=order.account_id).state == AccountState.BLOCKED
    assert PaymentEntry.objects.filter(kind=EntryKind.SENT).balance() == 0
    new = orders.prepare_order(
        order.award, account=path.account(OTHER_IBAN), replaces=rejected,
        by=path.cast.finance, at=path.cast.at,
    )  # fmt: skip
    assert new.end_to_end_id != order.end_to_end_id
    # The bank now says « paid » of the order that another one replaced: people must look.
    (late,) = imported(path, camt(Movement(order.end_to_end_id), message="RELEVE-2"))
    assert late.problem == Problem.STATE


def test_paid_and_returned_in_one_file_whatever_its_order(path: Path) -> None:
    order = sent(path)
    back = Movement(order.end_to_end_id, sign="CRDT", reason="ZZ99")
    lines = imported(path, camt(back, Movement(order.end_to_end_id)))
    assert [line.state for line in lines] == [ReturnState.MATCHED] * 2
    returned = seen(order)
    assert (returned.state, returned.reason) == (OrderState.RETURNED, "AUTRE : Autre motif.")
    assert lines[0].code == "ZZ99"
    assert PaymentEntry.objects.filter(order=order).balance() == 0


def test_the_statement_of_another_account_is_refused(path: Path) -> None:
    sent(path)
    with pytest.raises(Refused, match="compte payeur"):
        imported(path, camt(Movement("OP-1"), iban=OTHER_IBAN))
    nameless = camt(Movement("OP-1")).replace(b"<Acct>", b"<Othr>").replace(b"</Acct>", b"</Othr>")
    with pytest.raises(Refused, match="compte payeur"):
        imported(path, nameless)
    assert not ReturnFile.objects.exists()


@pytest.mark.parametrize("account", ["<Othr><Id>12345</Id></Othr>", "<IBAN>FR00</IBAN>", ""])
@pytest.mark.parametrize("place", ["first", "last"])
def test_one_statement_of_another_account_refuses_the_whole_file(
    path: Path, account: str, place: str
) -> None:
    order = sent(path)
    ours = camt(Movement("X-1")).decode()
    block = camt(Movement(order.end_to_end_id)).decode()
    block = block[block.index("<Stmt>") : block.index("</Stmt>") + 7]
    block = block.replace(f"<IBAN>{PAYER['iban']}</IBAN>", account)
    mark = "<Stmt>" if place == "first" else "</BkToCstmrStmt>"
    both = ours.replace(mark, f"{block}{mark}", 1)
    with pytest.raises(Refused, match="aussi le relevé d’un autre compte"):
        imported(path, both.encode())
    assert seen(order).state == OrderState.SENT
    assert not ReturnFile.objects.exists()


@pytest.mark.parametrize("cut", ["<Acct>", "outside"])
def test_an_entry_of_no_account_refuses_the_whole_file(path: Path, cut: str) -> None:
    order = sent(path)
    moved = camt(Movement(order.end_to_end_id)).decode()
    entry = moved[moved.index("<Ntry>") : moved.index("</Ntry>") + 7]
    ours = camt(Movement("X-1")).decode()
    bare = f"<Stmt><Id>2</Id>{entry}</Stmt>" if cut == "<Acct>" else entry
    with pytest.raises(Refused, match="aussi le relevé d’un autre compte"):
        imported(path, ours.replace("</BkToCstmrStmt>", f"{bare}</BkToCstmrStmt>").encode())
    assert seen(order).state == OrderState.SENT


def test_only_expenses_import(path: Path) -> None:
    with pytest.raises(Refused, match="dépenses"):
        import_returns(camt(Movement("OP-1")), by=path.cast.manager, at=path.cast.at)


def test_the_accountants_answers_before_and_after_taking_charge(path: Path) -> None:
    order = sent(path, Channel.MANDAT)
    row = f"{order.end_to_end_id};600,00;{{}};;"
    (early,) = imported(path, status_csv(row.format("pris_en_charge")))
    assert early.problem == Problem.STATE
    forward_batch(Batch.objects.get(), by=path.cast.finance, at=path.cast.at)
    held, taken = imported(
        path, status_csv(row.format("en_instance"), row.format("pris_en_charge"))
    )
    assert (held.state, taken.state) == (ReturnState.MATCHED,) * 2
    assert seen(order).state == OrderState.TAKEN
    # Where things stand, told again in the file of the next day: nothing more.
    (again,) = imported(path, status_csv(row.format("pris_en_charge"), ""))
    assert again.state == ReturnState.MATCHED
    (visa,) = imported(path, status_csv(row.format("rejete_visa")))
    assert visa.problem == Problem.STATE
    (after,) = imported(path, status_csv(row.format("rejete")))
    assert after.state == ReturnState.MATCHED
    assert seen(order).state == OrderState.TAKEN
    assert path.confirmed(seen(order)).state == OrderState.TAKEN_BACK
    assert seen(order).reason.startswith("Le comptable a rejeté")


def test_rejected_at_visa(path: Path) -> None:
    order = sent(path, Channel.MANDAT)
    forward_batch(Batch.objects.get(), by=path.cast.finance, at=path.cast.at)
    imported(path, status_csv(f"{order.end_to_end_id};600,00;rejete_visa;Pièce 3;"))
    assert path.confirmed(seen(order)).state == OrderState.VISA_REFUSED
    assert seen(order).reason.endswith("pris en charge. Pièce 3")


def test_noted_by_hand_then_shown_by_the_statement(path: Path) -> None:
    order = sent(path)
    mark_paid(order.end_to_end_id, by=path.cast.finance, at=path.cast.at)
    (line,) = imported(path, camt(Movement(order.end_to_end_id)))
    assert line.state == ReturnState.MATCHED
    assert seen(order).state == OrderState.RECONCILED
    assert PaymentEntry.objects.filter(kind=EntryKind.PAID).count() == 1


def test_two_people_settle_a_line_without_reference(path: Path) -> None:
    order, cast = sent(path), path.cast
    (line,) = imported(path, camt(Movement("NOTPROVIDED")))
    with pytest.raises(Refused, match="Proposez"):
        return_quarantine.settle_line(line, by=cast.finance, at=cast.at)
    with pytest.raises(Refused, match="Aucun ordre"):
        return_quarantine.propose_order(line, reference="OP-0", by=cast.manager, at=cast.at)
    with pytest.raises(Refused, match="signataire"):
        return_quarantine.propose_order(
            line, reference=order.end_to_end_id, by=cast.auditor, at=cast.at
        )
    line = return_quarantine.propose_order(
        line, reference=order.end_to_end_id, by=cast.finance, at=cast.at
    )
    assert seen(order).state == OrderState.SENT
    with pytest.raises(Refused, match="autre personne"):
        return_quarantine.settle_line(line, by=cast.finance, at=cast.at)
    line = return_quarantine.propose_order(
        line, reference=order.end_to_end_id, by=cast.manager, at=cast.at
    )
    settled = return_quarantine.settle_line(line, by=cast.finance, at=cast.at)
    assert settled.state == ReturnState.SETTLED
    assert seen(order).state == OrderState.RECONCILED
    assert list(faults()) == []


def test_a_line_of_another_amount_is_settled_by_nobody(path: Path) -> None:
    order, cast = sent(path), path.cast
    (line,) = imported(path, camt(Movement("OP-0", "599.99")))
    with pytest.raises(Refused, match="montant"):
        return_quarantine.propose_order(
            line, reference=order.end_to_end_id, by=cast.manager, at=cast.at
        )


def test_put_aside_with_a_reason_once(path: Path) -> None:
    (line,) = imported(path, camt(Movement("OP-0")))
    finance, at = path.cast.finance, path.cast.at
    with pytest.raises(Refused, match="pourquoi"):
        return_quarantine.dismiss_line(line, reason="rien", by=finance, at=at)
    told = "Frais de tenue de compte, sans rapport avec un ordre."
    done = return_quarantine.dismiss_line(line, reason=told, by=finance, at=at)
    assert (done.state, done.reason) == (ReturnState.DISMISSED, told)
    with pytest.raises(Refused, match="n’est pas en quarantaine"):
        return_quarantine.dismiss_line(line, reason=told, by=finance, at=at)


@pytest.mark.parametrize(
    "written", ["op-{y}-{n}", "Op {y} {n}", "OP{y}{n}", "op/{y}/{n[0]} {n[1:]}"]
)
def test_our_reference_is_known_in_any_case(path: Path, written: str) -> None:
    order = sent(path)
    _, year, number = order.end_to_end_id.split("-")
    said = written.replace("{n[0]} {n[1:]}", f"{number[0]} {number[1:]}").format(y=year, n=number)
    (line,) = imported(path, camt(Movement(said)))
    assert (line.state, line.reference) == (ReturnState.MATCHED, order.end_to_end_id)
    assert seen(order).state == OrderState.RECONCILED


@pytest.mark.parametrize(
    "written", ["OP-2026-00001", "OP-2026-000001-2", "OP-2026-0000012", "XOP-2026-000001", "op"]
)
def test_another_digit_or_letter_is_another_reference(path: Path, written: str) -> None:
    sent(path)
    (line,) = imported(path, camt(Movement(written)))
    assert (line.state, line.problem) == (ReturnState.QUARANTINED, Problem.UNKNOWN)
    assert line.reference == written


def test_no_statement_is_read_without_the_payer(path: Path) -> None:
    for content in (camt(Movement("OP-0")), camt(Movement("OP-0"), kind="054")):
        with pytest.raises(
            Refused, match=r"Le compte payeur n’est pas réglé.*Paramètres"
        ) as caught:
            import_returns(content, by=path.cast.finance, at=path.cast.at)
        assert caught.value.field == "file"
    assert not ReturnLine.objects.exists()
