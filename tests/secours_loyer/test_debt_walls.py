"""Debts given back and plans signed, by raw SQL: the same months never pay twice."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from secours_loyer.actions import filing, plan_pauses, plans
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import PlanPause, Tenancy
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_money_walls import named
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db

DEBT = "UPDATE secours_loyer_debt SET released_at ="
PLAN = "UPDATE secours_loyer_repaymentplan SET "
PAUSE = "UPDATE secours_loyer_planpause SET "


def test_months_are_given_back_when_the_request_ends(path: Path) -> None:
    request = path.filed()
    refused(f"{DEBT} now()", by="debt_released_at_end")
    named(f"{DEBT} now()", "ses mois sont rendus")
    path.decided(path.validated(last="Suippe", reference="L-2"), "refus")
    filing.withdraw(request, by=path.cast.reception, at=path.cast.at)
    for value in ("NULL", "now()"):
        refused(f"{DEBT} {value}", by="debt_released_frozen")
    refused(
        "INSERT INTO secours_loyer_debt (tenancy_id, months, certified_cents, statement_on,"
        " statement_unread, created_at, released_at)"
        " VALUES (%s, '[2026-07-01,2026-08-01)', 5000, now(), false, now(), now())",
        request.tenancy_id,
        by="debt_released_frozen",
    )
    assert list(faults()) == []
    named(f"{DEBT} NULL", "ses mois restent réclamés")


def test_months_stay_claimed_under_an_award_or_a_plan(path: Path) -> None:
    decision = path.granted()
    refused(f"{DEBT} now()", by="debt_released_free")
    path.running_plan(decision)
    refused(f"{DEBT} now()", by="debt_released_free")
    named(f"{DEBT} now()", "ses mois sont rendus")


def test_nothing_is_granted_on_months_given_back(path: Path) -> None:
    first = path.granted()
    plan = plans.approve_plan(path.plan(first), by=path.cast.manager, at=path.cast.at)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"{DEBT} now()")
        cursor.execute("SET LOCAL session_replication_role = origin")
        refused(
            f"{PLAN} state = 'actif', tenant_signed_on = '2026-11-23',"
            " landlord_signed_on = '2026-11-23'",
            by="debt_released_free",
        )
        refused(
            "INSERT INTO secours_loyer_award (decision_id, amount_cents) VALUES (%s, 60000)",
            first.pk,
            by="debt_released_free",
        )
        transaction.set_rollback(True)
    assert plan.pk


def test_the_accord_and_the_signatures_of_a_plan_are_noted_once(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    plan = path.plan()
    signed = f"{PLAN} tenant_signed_on = '2026-11-23'"
    refused(f"{PLAN} approved_by_id = %s", cast.manager.pk, by="plan_signatures_frozen")
    refused(signed, by="plan_signatures_frozen")
    named(signed, "alors qu’il est en préparation")
    propose = f"{PLAN} state = 'propose', approved_at = now(), approved_by_id = %s"
    for person in (cast.finance, cast.auditor):
        refused(propose, person.pk, by="plan_by_manager")
    refused(f"{PLAN} state = 'propose'", by="plan_by_manager")
    plan = plans.approve_plan(plan, by=cast.manager, at=at)
    for changed in ("approved_at = now()", "approved_by_id = NULL", "approved_at = NULL"):
        refused(f"{PLAN} {changed}", by="plan_signatures_frozen")
    day = at.date()
    plans.sign_plan(plan, tenant_on=day, landlord_on=day, by=cast.case_worker, at=at)
    for column in ("tenant_signed_on", "landlord_signed_on"):
        refused(f"{PLAN} {column} = {column} + 1", by="plan_signatures_frozen")
    assert list(faults()) == []
    named(f"{PLAN} approved_by_id = {cast.auditor.pk}", "n’avait pas le rôle")


def test_a_pause_is_answered_once_by_those_who_may(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    plan = path.running_plan()
    plan_pauses.ask_pause(plan, reason="juge", since=at.date(), by=cast.case_worker, at=at)
    approve = f"{PAUSE} approved_at = now(), approved_by_id = %s"
    for person in (cast.reception, cast.finance):
        refused(approve, person.pk, by="pause_answered_by_manager")
    plan_pauses.approve_pause(plan, by=cast.manager, at=at)
    for changed in ("approved_at = now()", "approved_at = NULL, approved_by_id = NULL"):
        refused(f"{PAUSE} {changed}", by="pause_answer_frozen")
    plan_pauses.restart_plan(plan, on=at.date(), by=cast.case_worker, at=at)
    refused(f"{PAUSE} ended_on = NULL, ended_by_id = NULL", by="pause_")
    refused(f"{PAUSE} ended_on = ended_on + 1", by="pause_end_frozen")
    refused(
        "INSERT INTO secours_loyer_planpause (plan_id, since, reason, detail, asked_by_id,"
        " asked_at, approved_by_id, approved_at) SELECT plan_id, since, 'logement', '',"
        " asked_by_id, asked_at, approved_by_id, approved_at FROM secours_loyer_planpause",
        by="pause_asked_first",
    )
    assert PlanPause.objects.count() == 1
    assert list(faults()) == []


def test_the_lease_is_read_again_when_a_plan_starts(path: Path) -> None:
    """Invariant 10: the lease bounded after the plan was written, or under a running plan."""
    plan = plans.approve_plan(path.plan(), by=path.cast.manager, at=path.cast.at)
    bound = "UPDATE secours_loyer_tenancy SET lease_end = '2027-01-31'"
    refused(bound, by="tenancy_facts_frozen")
    connection.check_constraints()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(bound)
        cursor.execute("SET LOCAL session_replication_role = origin")
        refused(
            f"{PLAN} state = 'actif', tenant_signed_on = '2026-11-23',"
            " landlord_signed_on = '2026-11-23'",
            by="plan_within_lease",
        )
        transaction.set_rollback(True)
    day = path.cast.at.date()
    plans.sign_plan(plan, tenant_on=day, landlord_on=day, by=path.cast.case_worker, at=path.cast.at)
    refused(bound, by="tenancy_facts_frozen")
    named(bound, "dépasse la fin du bail")
    assert Tenancy.objects.get().lease_end is None
