"""Each invariant, broken by raw SQL: the database refuses, whatever the path of the code."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import Error, connection, transaction

from secours_loyer.actions import accounts, batches, orders, plans
from secours_loyer.actions.export import export_batch
from secours_loyer.models import digest_of
from secours_loyer.queries.sentences import TRIGGERS
from tests.secours_loyer.path import OTHER_IBAN, Path

pytestmark = pytest.mark.django_db


def refused(sql: str, *params: object, by: str) -> None:
    """The statement fails, and the wall that held is the expected one."""
    with (  # noqa: PT012 - some walls hold at the statement, others when constraints are checked
        pytest.raises(Error) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, params)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    name = getattr(getattr(caught.value.__cause__, "diag", None), "constraint_name", None)
    assert by in (name or str(caught.value)), (name, caught.value)


def test_the_same_months_are_claimed_once(path: Path) -> None:
    debt = path.filed().debt
    refused(
        "INSERT INTO secours_loyer_debt (tenancy_id, months, certified_cents, statement_on,"
        " statement_unread, created_at)"
        " VALUES (%s, '[2026-09-01,2026-11-01)', 5000, now(), false, now())",
        debt.tenancy_id,
        by="debt_months_once",
    )


def test_decisions(path: Path) -> None:
    decision = path.granted()
    refused("UPDATE secours_loyer_decision SET motive = 'x'", by="decision_append_only")
    refused("DELETE FROM secours_loyer_decision", by="decision_append_only")
    copy = (
        "INSERT INTO secours_loyer_decision (number, request_id, outcome, motive, debt_cents,"
        " aid_cents, cofunding_cents, down_payment_cents, plan_cents, unfunded_cents,"
        " ceiling_cents, decided_at, signed_by_id, replaces_id, origin, urgency, delegated_since,"
        " delegated_before_cents, delegation_ceiling_cents) SELECT 'D-2026-99999', request_id,"
        " outcome, motive, debt_cents, {aid}, 0, 0, {plan}, 0, {ceiling}, decided_at, {by}, id,"
        " 'delegation', 'x', decided_at, 0, 100000 FROM secours_loyer_decision"
    )
    signatory = decision.signed_by_id
    refused(
        copy.format(aid=60_000, plan=39_999, ceiling=150_000, by=signatory),
        by="decision_shares_the_debt",
    )
    refused(
        copy.format(aid=60_000, plan=40_000, ceiling=59_999, by=signatory),
        by="decision_under_ceiling",
    )
    refused(
        copy.format(aid=60_000, plan=40_000, ceiling=150_000, by=path.cast.case_worker.pk),
        by="decision_signatory_apart",
    )
    refused(
        "INSERT INTO secours_loyer_award (decision_id, amount_cents) VALUES (%s, 60001)",
        decision.pk,
        by="award_as_decided",
    )
    refused("UPDATE secours_loyer_award SET amount_cents = 60001", by="award_frozen")
    with_another = "certified_cents = 1, statement_id = NULL"
    refused(f"UPDATE secours_loyer_debt SET {with_another}", by="debt_frozen")  # noqa: S608
    refused(
        "UPDATE secours_loyer_rentrequest SET validated_by_id = instructor_id",
        by="request_validator_apart",
    )
    refused("UPDATE secours_loyer_rentrequest SET state = 'deposee'", by="request_states")


def test_accounts(path: Path) -> None:
    account = path.account()
    refused("UPDATE secours_loyer_landlordaccount SET iban = %s", OTHER_IBAN, by="account_frozen")
    refused("UPDATE secours_loyer_landlordaccount SET holder = 'X'", by="account_frozen")
    refused(
        "UPDATE secours_loyer_landlordaccount SET verified_by_id = entered_by_id",
        by="account_set_once",
    )
    refused("UPDATE secours_loyer_landlordaccount SET state = 'saisi'", by="account_states")
    refused("UPDATE secours_loyer_landlordaccount SET called_on = NULL", by="account_set_once")
    refused(
        "INSERT INTO secours_loyer_landlordaccount (uid, landlord_id, iban, bic, holder, state,"
        " entered_by_id, entered_at, called_number, blocked_reason) SELECT gen_random_uuid(),"
        " landlord_id, %s, '', 'X', 'actif', entered_by_id, now(), '', ''"
        " FROM secours_loyer_landlordaccount WHERE id = %s",
        OTHER_IBAN,
        account.pk,
        by="account_states",
    )
    both = path.cast.person("double", "accueil", "cadre")
    own = accounts.enter_account(
        path.landlord(), iban=OTHER_IBAN, holder="HABITAT D'ESSAI", by=both, at=path.cast.at
    )
    alone = "UPDATE secours_loyer_landlordaccount SET {} = entered_by_id WHERE id = %s"
    refused(alone.format("verified_by_id"), own.pk, by="account_verifier_apart")
    refused(alone.format("activated_by_id"), own.pk, by="account_activator_apart")


APPROVE = (
    "INSERT INTO secours_loyer_approval (order_id, round, rank, approver_id, digest, at)"
    " VALUES (%s, 1, %s, %s, %s, now())"
)


def test_nobody_concerned_approves(path: Path) -> None:
    order = path.checked()
    cast, digest = path.cast, digest_of(order)
    for concerned in (cast.case_worker, cast.reception, cast.finance):
        refused(APPROVE, order.pk, 1, concerned.pk, digest, by="approval_apart")
    refused(APPROVE, order.pk, 1, cast.manager.pk, "0" * 64, by="approval_of_this_content")
    refused(APPROVE, order.pk, 2, cast.manager.pk, digest, by="approval_in_turn")
    orders.approve_order(order, digest=digest, by=cast.manager, at=cast.at)
    refused(APPROVE, order.pk, 2, cast.manager.pk, digest, by="approval_two_people")
    cast.signatory.is_active = False
    cast.signatory.save(update_fields=["is_active"])
    refused(APPROVE, order.pk, 2, cast.signatory.pk, digest, by="approval_by_open_account")
    refused("UPDATE secours_loyer_approval SET rank = 2", by="approval_append_only")


def test_an_order_says_what_was_approved(path: Path) -> None:
    order = path.approved()
    for change in (
        "amount_cents = amount_cents - 1",
        "label = 'autre'",
        "payee_name = 'AUTRE'",
    ):
        refused(f"UPDATE secours_loyer_paymentorder SET {change}", by="order_frozen")  # noqa: S608
    refused("UPDATE secours_loyer_paymentorder SET end_to_end_id = 'X'", by="order_identity_frozen")
    refused("UPDATE secours_loyer_paymentorder SET state = 'emis'", by="order_states")
    refused("DELETE FROM secours_loyer_paymentorder", by="order_kept")
    copy = (
        "INSERT INTO secours_loyer_paymentorder (uid, award_id, tranche, amount_cents, account_id,"
        " payee_name, label, budget_year, end_to_end_id, state, round, prepared_by_id,"
        " prepared_at, reason) SELECT gen_random_uuid(), award_id, {tranche}, {cents}, account_id,"
        " payee_name, label, budget_year, 'X', '{state}', 1, prepared_by_id, prepared_at, ''"
        " FROM secours_loyer_paymentorder"
    )
    refused(copy.format(tranche=2, cents=1, state="brouillon"), by="order_within_award")
    refused(copy.format(tranche=1, cents=0, state="brouillon"), by="order")
    refused(copy.format(tranche=1, cents=1, state="approuve_2"), by="order_states")
    assert order.pk


def test_no_batch_without_two_valid_approvals(path: Path) -> None:
    order = path.checked()
    day = path.cast.at.date() + timedelta(days=2)
    batch = batches.open_batch(
        channel="regie", execute_on=day, by=path.cast.finance, at=path.cast.at
    )
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'approuve_1'", by="order_approved_by_two"
    )
    digest = digest_of(order)
    orders.approve_order(order, digest=digest, by=path.cast.manager, at=path.cast.at)
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'approuve_2'", by="order_approved_by_two"
    )
    order = orders.approve_order(order, digest=digest, by=path.cast.signatory, at=path.cast.at)
    # Taken back: the content may change, and both approvals are void.
    order = orders.rework_order(order, by=path.cast.finance, at=path.cast.at)
    order = orders.check_order(order, by=path.cast.finance, at=path.cast.at)
    refused(
        "UPDATE secours_loyer_paymentorder SET state = 'approuve_1'", by="order_approved_by_two"
    )
    assert batch.pk


def test_a_blocked_account_stops_the_order(path: Path) -> None:
    order = path.prepared()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE secours_loyer_landlordaccount SET state = 'bloque', blocked_reason = 'Doute.',"
            " stopped_by_id = verified_by_id"
        )
    refused("UPDATE secours_loyer_paymentorder SET state = 'controle'", by="order_payee_trusted")
    assert order.pk


def test_an_exported_batch_never_changes(path: Path) -> None:
    batch = path.closed()
    refused("UPDATE secours_loyer_batch SET state = 'exporte'", by="batch")
    export_batch(batch, by=path.cast.finance, at=path.cast.at)
    for change in (
        "total_cents = 1",
        "order_count = 2",
        "execute_on = execute_on + 1",
        "number = 'X'",
    ):
        refused(f"UPDATE secours_loyer_batch SET {change}", by="batch_frozen")  # noqa: S608
    refused("UPDATE secours_loyer_batch SET state = 'clos'", by="batch_states")
    refused(
        "UPDATE secours_loyer_outgoingfile SET content = 'x'::bytea",
        by="outgoing_file_append_only",
    )
    refused("DELETE FROM secours_loyer_outgoingfile", by="outgoing_file_append_only")
    refused("UPDATE secours_loyer_paymentorder SET line = 7", by="order_stays_in_batch")
    refused("UPDATE secours_loyer_paymententry SET amount = 1", by="payment_entry_append_only")
    refused("DELETE FROM secours_loyer_paymententry", by="payment_entry_append_only")
    refused(
        "INSERT INTO secours_loyer_paymententry (at, amount, kind, award_id, order_id, by_id)"
        " SELECT at, amount, kind, award_id, order_id, by_id FROM secours_loyer_paymententry"
        " WHERE kind = 'emis'",
        by="payment_entry_once",
    )


def test_plans(path: Path) -> None:
    plan = path.plan()
    connection.check_constraints()
    insert = (
        "INSERT INTO secours_loyer_instalment (plan_id, number, due_on, cents)"
        " VALUES (%s, %s, %s, %s)"
    )
    refused(insert, plan.pk, 7, "2028-01-01", 1, by="plan_sum_exact")
    refused("UPDATE secours_loyer_instalment SET cents = 1", by="instalment_append_only")
    refused(
        "UPDATE secours_loyer_repaymentplan SET state = 'propose', approved_by_id = prepared_by_id",
        by="plan_approver_apart",
    )
    refused("UPDATE secours_loyer_repaymentplan SET total_cents = 1", by="plan_frozen")
    plans.approve_plan(plan, by=path.cast.manager, at=path.cast.at)
    refused("UPDATE secours_loyer_repaymentplan SET state = 'actif'", by="plan_signed_by_both")


def test_plan_dates_rise(path: Path) -> None:
    decision = path.granted()
    written = (
        "WITH plan AS (INSERT INTO secours_loyer_repaymentplan (uid, request_id, debt_id, version,"
        " total_cents, instalment_count, first_due, derogation, state, prepared_by_id,"
        " prepared_at, reason, most_months) VALUES (gen_random_uuid(), %s, %s, 1, 10, 2,"
        " '2027-01-01', '', 'brouillon', %s, now(), '', 36) RETURNING id)"
        " INSERT INTO secours_loyer_instalment (plan_id, number, due_on, cents)"
        " SELECT id, 1, date '2027-02-01', 5 FROM plan"
        " UNION ALL SELECT id, 2, date {second}, {cents} FROM plan"
    )
    ids = (decision.request_id, decision.request.debt_id, path.cast.case_worker.pk)
    same_day = written.format(second="'2027-02-01'", cents=5)
    refused(same_day, *ids, by="plan_dates_rising")
    refused(written.format(second="'2027-03-01'", cents=4), *ids, by="plan_sum_exact")


def test_every_wall_has_a_french_sentence() -> None:
    """A trigger that people can meet by a page is told in words."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.prosrc FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid"
            " JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relname LIKE 'secours_loyer_%%'"
        )
        bodies = " ".join(row[0] for row in cursor.fetchall())
    raised = set(re.findall(r"CONSTRAINT = '(\w+)'", bodies))
    assert len(raised) > 20
    assert raised - set(TRIGGERS) - {"award_frozen"} == set()
