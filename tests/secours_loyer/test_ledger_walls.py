"""Entries written by SQL: none says what its order, or the entry that it corrects, denies."""

from __future__ import annotations

import pytest

from secours_loyer.actions import overpayments, returns
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.return_import import import_returns
from secours_loyer.models import PaymentEntry, PaymentOrder
from tests.secours_loyer.camt_files import Movement, camt
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_money_walls import named
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db

COPY = (
    "INSERT INTO secours_loyer_paymententry (at, amount, kind, award_id, order_id, budget_line_id,"
    " by_id, corrects_id) SELECT at, {amount}, {kind}, {award}, {order}, {line}, by_id, {corrects}"
    " FROM secours_loyer_paymententry WHERE id = {id}"
)
SAME = {
    "amount": "amount", "kind": "kind", "award": "award_id", "order": "order_id",
    "line": "budget_line_id", "corrects": "NULL",
}  # fmt: skip


def copy(entry: PaymentEntry, **changed: object) -> str:
    return COPY.format(**SAME | {"id": entry.pk} | changed)


def exported(path: Path) -> tuple[PaymentOrder, PaymentOrder]:
    """One order sent, another approved and still here."""
    sent = path.approved(last="Vesle", reference="Vesle")
    export_batch(path.closed(sent), by=path.cast.finance, at=path.cast.at)
    waiting = path.approved(last="Suippe", reference="Suippe", aid_cents=50_000)
    return PaymentOrder.objects.get(pk=sent.pk), waiting


def test_a_correction_takes_one_entry_back_whole(path: Path) -> None:
    sent, waiting = exported(path)
    first = sent.entries.get(kind="emis")
    promised = sent.award.entries.get(kind="engage")
    refused(copy(first, amount="-amount"), by="payment_entry_corrects_something")
    refused(copy(first, corrects="id"), by="payment_entry_corrects_something")
    for entry, changed in (
        (first, {"amount": "1 - amount"}),
        (first, {"kind": "'paye'"}),
        (first, {"award": waiting.award_id}),
        (first, {"order": waiting.pk}),
        (first, {"line": promised.budget_line_id}),
    ):
        refused(
            copy(entry, **{"amount": "-amount", "corrects": "id"} | changed),
            by="payment_entry_corrects_same",
        )
    half = copy(promised, amount="1 - amount", corrects="id")
    refused(half, by="payment_entry_corrects_same")
    named(half, "ne corrige pas l’écriture entière")
    named(copy(first, order=waiting.pk), "son ordre paie une autre aide")


def test_an_entry_says_what_became_of_its_order(path: Path) -> None:
    sent, waiting = exported(path)
    first = sent.entries.get(kind="emis")
    for changed, wall in (
        ({"kind": "'paye'"}, "payment_entry_as_order_stands"),
        ({"order": waiting.pk, "award": waiting.award_id}, "payment_entry_of_its_order"),
        ({"order": waiting.pk}, "payment_entry_of_its_order"),
        ({"kind": "'recouvre'"}, "payment_entry_as_order_stands"),
        ({"amount": "-amount", "corrects": "id"}, "payment_entry_as_order_stands"),
    ):
        refused(copy(first, **changed), by=wall)
    here = {"order": waiting.pk, "award": waiting.award_id, "amount": waiting.amount_cents}
    for kind in ("'emis'", "'paye'"):
        refused(copy(first, **here | {"kind": kind}), by="payment_entry_as_order_stands")
    returns.mark_paid(sent.end_to_end_id, by=path.cast.finance, at=path.cast.at)
    paid = sent.entries.get(kind="paye")
    refused(copy(paid, amount="-amount", corrects="id"), by="payment_entry_as_order_stands")
    refused(copy(paid, kind="'recouvre'", line="NULL"), by="payment_entry_of_recovery")
    named(copy(first, **here | {"kind": "'paye'"}), "les écritures de paiement ne font pas")


def test_what_the_actions_write_passes_every_wall(path: Path) -> None:
    """Paid, claimed back in two times, then returned by the bank: nothing is refused."""
    sent, _ = exported(path)
    cast, at = path.cast, path.cast.at
    returns.mark_paid(sent.end_to_end_id, by=cast.finance, at=at)
    found = overpayments.record_overpayment(
        sent, cents=1_000, cause="deux_fois", words="Deux virements.", by=cast.finance, at=at
    )
    overpayments.claim_overpayment(found, title="T-1", by=cast.signatory, at=at)
    for cents in (400, 600):
        overpayments.note_recovery(found, cents=cents, by=cast.finance, at=at)
    back = camt(Movement(sent.end_to_end_id, sign="CRDT", reason="MS03"))
    import_returns(back, by=cast.finance, at=at)
    assert list(faults()) == []
