"""Invariants of a plan, broken by raw SQL: exact, of one debt, alone, and within its bounds."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from actors.households.actions.amounts import set_budget
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import plans
from secours_loyer.models import RepaymentPlan
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
COPY = (
    "INSERT INTO secours_loyer_repaymentplan (uid, request_id, debt_id, version, total_cents,"
    " instalment_count, first_due, derogation, state, prepared_by_id, prepared_at, reason,"
    " replaces_id, most_months, left_cents) SELECT gen_random_uuid(), request_id, debt_id, 9,"
    " {total}, {count}, first_due, '{derogation}', '{state}', prepared_by_id, prepared_at,"
    " '{reason}', {replaces}, {most}, {left} FROM secours_loyer_repaymentplan WHERE version = 1"
)
SAME = {"total": "total_cents", "count": "instalment_count", "derogation": "", "state": "brouillon",
        "reason": "", "replaces": "NULL", "most": "36", "left": "0"}  # fmt: skip


def copied(by: str, **changed: str) -> None:
    refused(COPY.format(**{**SAME, **changed}), by=by)


def test_a_plan_is_its_instalments(path: Path) -> None:
    """Invariant 1: the sum is exact, every row above zero, the dates rise."""
    plan = path.plan(count=3)
    connection.check_constraints()
    table = "secours_loyer_instalment"
    insert = f"INSERT INTO {table} (plan_id, number, due_on, cents) VALUES (%s, %s, %s, %s)"  # noqa: S608
    refused(insert, plan.pk, 4, "2027-12-31", 0, by="instalment_cents_positive")
    refused(insert, plan.pk, 4, "2027-12-31", 1, by="plan_sum_exact")
    refused(insert, plan.pk, 3, "2027-12-31", 1, by="instalment_number_once")
    refused(f"UPDATE {table} SET cents = cents + 1", by="instalment_append_only")  # noqa: S608
    refused(f"DELETE FROM {table}", by="instalment_append_only")  # noqa: S608
    refused(
        "UPDATE secours_loyer_repaymentplan SET total_cents = total_cents - 1", by="plan_frozen"
    )
    copied("plan_sum_exact")
    refused(
        f"WITH made AS ({COPY.format(**SAME)} RETURNING id, total_cents)"  # noqa: S608 - constants
        f" INSERT INTO {table} (plan_id, number, due_on, cents)"
        " SELECT id, n, date '2027-03-31', CASE n WHEN 3 THEN total_cents - 2 ELSE 1 END"
        " FROM made, generate_series(1, 3) AS n",
        by="plan_dates_rising",
    )


def test_the_debt_is_shared_out_whole(path: Path) -> None:
    """Invariant 2: certified debt = aid + co-funding + down payment + plan + rest, each >= 0."""
    decision = path.granted()
    copy = (
        "INSERT INTO secours_loyer_decision (number, request_id, outcome, motive, debt_cents,"
        " aid_cents, cofunding_cents, down_payment_cents, plan_cents, unfunded_cents,"
        " ceiling_cents, decided_at, signed_by_id, replaces_id, origin, urgency, delegated_since,"
        " delegated_before_cents, delegation_ceiling_cents) SELECT 'D-2026-99999', request_id,"
        " outcome, motive, {debt}, 60000, {cofunding}, {down}, {plan}, {rest}, 150000, decided_at,"
        " signed_by_id, id, 'delegation', 'x', decided_at, 0, 100000 FROM secours_loyer_decision"
    )
    for shares, wall in (
        ((100_000, 0, 0, 39_999, 0), "decision_shares_the_debt"),
        ((100_000, -1, 0, 40_001, 0), "decision_parts_not_negative"),
        ((100_000, 0, -1, 40_001, 0), "decision_parts_not_negative"),
        ((100_000, 0, 40_001, -1, 0), "decision_parts_not_negative"),
        ((100_000, 0, 0, 40_001, -1), "decision_parts_not_negative"),
        ((99_999, 0, 0, 39_999, 0), "decision_on_certified_debt"),
    ):
        named = dict(zip(("debt", "cofunding", "down", "plan", "rest"), shares, strict=True))
        refused(copy.format(**named), by=wall)
    refused(
        "UPDATE secours_loyer_debt SET certified_cents = certified_cents + 1, statement_id = NULL",
        by="debt_frozen",
    )
    plan = path.running_plan(decision)
    assert plan.total_cents == decision.plan_cents


def test_one_plan_runs_for_a_debt_and_one_debt_for_its_months(path: Path) -> None:
    """Invariant 9."""
    cast, at = path.cast, path.cast.at
    decision = path.granted()
    waiting = plans.approve_plan(path.plan(decision, 4), by=cast.manager, at=at)
    plan = path.running_plan(decision)
    refused(
        "UPDATE secours_loyer_repaymentplan SET state = 'actif', tenant_signed_on = now(),"
        " landlord_signed_on = now() WHERE id = %s",
        waiting.pk,
        by="plan_running_once",
    )
    refused(
        "UPDATE secours_loyer_repaymentplan SET landlord_signed_on = NULL WHERE id = %s",
        plan.pk,
        by="plan_signed_by_both",
    )
    debt = plan.debt
    refused(
        "INSERT INTO secours_loyer_debt (tenancy_id, months, certified_cents, statement_on,"
        " statement_unread, created_at)"
        " VALUES (%s, '[2026-06-01,2026-08-01)', 1, now(), false, now())",
        debt.tenancy_id,
        by="debt_months_once",
    )
    refused(
        "INSERT INTO secours_loyer_debt (tenancy_id, months, certified_cents, statement_on,"
        " statement_unread, created_at)"
        " VALUES (%s, '[2026-11-01,)', 1, now(), false, now())",
        debt.tenancy_id,
        by="debt_months_bounded",
    )
    refused("UPDATE secours_loyer_debt SET months = '[2025-01-01,2025-02-01)'", by="debt_frozen")


def test_a_plan_keeps_within_its_bounds(path: Path) -> None:
    """Invariant 10: the lease, the longest duration, and what the household can pay."""
    path.plan(path.granted(lease={"lease_end": date(2027, 3, 31)}), count=3)
    connection.check_constraints()
    copied("plan_within_months", most="2")
    copied("plan_affordable", left="-1")
    copied("plan_bound_known", most="NULL", total="1", count="1")
    copied("plan_amended_for_a_reason", reason="x")
    copied("plan_amended_for_a_reason", replaces="id")
    for change in ("derogation = 'x'", "left_cents = 5", "most_months = 99", "reason = 'x'"):
        refused(f"UPDATE secours_loyer_repaymentplan SET {change}", by="plan_frozen")  # noqa: S608
    one = (
        f"WITH made AS ({COPY.format(**{**SAME, 'total': '5', 'count': '1'})} RETURNING id)"  # noqa: S608 - constants
        " INSERT INTO secours_loyer_instalment (plan_id, number, due_on, cents)"
        " SELECT id, 1, date '2027-04-01', 5 FROM made"
    )
    refused(one, by="plan_within_lease")


def test_each_bound_asks_for_a_derogation(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    decision = path.granted(lease={"lease_end": date(2027, 1, 1)})
    ask = {"first_due": date(2026, 12, 31), "by": cast.case_worker, "at": at}
    with pytest.raises(Refused, match="au-delà de 36 mois"):
        plans.prepare_plan(decision.request, count=37, **ask)
    with pytest.raises(Refused, match="manquerait"):
        plans.prepare_plan(decision.request, count=1, **ask)
    with pytest.raises(Refused, match="fin du bail"):
        plans.prepare_plan(decision.request, count=6, **ask)
    given = plans.prepare_plan(
        decision.request, count=1, derogation="Prêt familial, versé en janvier.", **ask
    )
    assert given.left_cents is not None
    assert given.left_cents < 0
    assert RepaymentPlan.objects.get(pk=given.pk).most_months == 36
    connection.check_constraints()


def test_the_household_is_read_as_it_lives_that_day(path: Path) -> None:
    """Its resources fell since the study: the same plan is no longer within reach."""
    cast, at = path.cast, path.cast.at
    decision = path.granted()
    assert path.plan(decision).left_cents == 29_000 - 6_670
    set_budget(
        decision.request.household,
        resources={"rsa": 40_000, "logement": 17_000},
        charges={"loyer": 45_000, "energie": 6_000},
        since=paris_day(at),
        by=cast.case_worker,
        at=at,
    )
    with pytest.raises(Refused, match="manquerait"):
        path.plan(decision)
