"""From the request to the rent paid and the plan signed, through actions alone."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from actors.models import JournalEntry
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions import notifying, plans, returns
from secours_loyer.actions.export import export_batch
from secours_loyer.actions.recheck import run_again
from secours_loyer.exports.reader import read_pain001
from secours_loyer.models import (
    FILES_OF,
    Channel,
    EntryKind,
    FileKind,
    Letter,
    LetterKind,
    PaymentEntry,
    PaymentOrder,
)
from secours_loyer.states import BatchState, OrderState, PlanState
from tests.secours_loyer.path import IBAN, Path
from tests.secours_loyer.test_forwarding import handed_over

pytestmark = pytest.mark.django_db


def test_request_to_paid(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    order = path.approved(aid_cents=60_001)
    batch = path.closed(order)
    exported = export_batch(batch, by=cast.finance, at=at)
    assert exported.state == BatchState.EXPORTED
    assert (exported.order_count, exported.total_cents) == (1, 60_001)
    files = {file.kind: bytes(file.content) for file in exported.files.all()}
    assert set(files) == set(FILES_OF[Channel.REGIE])
    read = read_pain001(files[FileKind.TRANSFERS])
    assert [(t.iban, t.cents, t.reference) for t in read.transfers] == [
        (IBAN, 60_001, order.end_to_end_id)
    ]
    assert read.total_cents == exported.total_cents
    assert b"secours" not in files[FileKind.TRANSFERS].lower()

    assert {letter.kind for letter in Letter.objects.all()} == {LetterKind.FILED}
    notifying.notify(order.award.decision.request, by=cast.secretary, at=at)
    assert {letter.kind for letter in Letter.objects.all()} == {
        *(LetterKind.FILED, LetterKind.DECISION),
    }
    paid = returns.mark_paid(order.end_to_end_id, by=cast.finance, at=at)
    assert paid.state == OrderState.PAID
    assert returns.mark_paid(order.end_to_end_id, by=cast.finance, at=at).pk == paid.pk
    assert {letter.kind for letter in Letter.objects.all()} == {
        *(LetterKind.FILED, LetterKind.DECISION),
        *(LetterKind.PAID_HOUSEHOLD, LetterKind.PAID_LANDLORD),
    }
    exported.refresh_from_db()
    assert exported.state == BatchState.SETTLED
    ledger = {kind: PaymentEntry.objects.filter(kind=kind).balance() for kind in EntryKind}
    assert ledger.pop(EntryKind.RECOVERED) == 0
    assert set(ledger.values()) == {60_001}
    assert JournalEntry.objects.filter(verb="mark_paid").count() == 1


def test_plan_to_the_cent(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    decision = path.granted(aid_cents=60_000, cents=100_001)
    assert decision.plan_cents == 40_001
    plan = path.plan(decision, count=36)
    connection.check_constraints()
    rows = list(plan.instalments.values_list("cents", flat=True))
    assert sum(rows) == 40_001
    assert rows[:-1] == [1111] * 35
    assert list(plan.instalments.values_list("due_on", flat=True))[:3] == [
        date(2026, 12, 31),
        date(2027, 1, 31),
        date(2027, 2, 28),
    ]
    plan = plans.approve_plan(plan, by=cast.manager, at=at)
    day = paris_day(at)
    plan = plans.sign_plan(plan, tenant_on=day, landlord_on=day, by=cast.case_worker, at=at)
    assert plan.state == PlanState.ACTIVE


def test_the_computation_runs_again_the_same(path: Path) -> None:
    request = path.validated()
    kept = request.assessments.get()
    again = run_again(kept)
    assert again.aid_cents == kept.aid_cents
    assert [*again.inputs.rav.explain(), *again.explain()] == kept.lines


def test_rejected_order_is_replaced_and_the_account_blocked(path: Path) -> None:
    from secours_loyer.actions import orders

    cast, at = path.cast, path.cast.at
    order = path.approved()
    handed_over(path, path.closed(order))
    rejected = path.confirmed(
        returns.reject_order(order.end_to_end_id, code="AC04", by=cast.finance, at=at)
    )
    assert rejected.state == OrderState.REJECTED
    rejected.account.refresh_from_db()
    assert rejected.account.state == "bloque"
    assert PaymentEntry.objects.filter(kind=EntryKind.SENT).balance() == 0
    again = orders.prepare_order(
        rejected.award,
        account=path.account("FR7630006000011234567890189"),
        replaces=rejected,
        by=cast.finance,
        at=at,
    )
    assert again.amount_cents == order.amount_cents
    assert PaymentOrder.objects.get(pk=order.pk).replaced_by == again
