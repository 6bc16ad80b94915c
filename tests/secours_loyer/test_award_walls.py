"""Decisions and awards, broken by raw SQL: one aid a request, signed apart, under the cap."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from actors.actions.accounts import close_account, revoke_role
from actors.actions.parameters import decide_parameter
from actors.models import User
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import delegation, instruction, orders
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import Award, Decision, RentRequest, digest_of
from secours_loyer.queries.work_lists.money import waiting_for
from tests.races.barrier import run_at_once
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_money_walls import APPROVAL, named
from tests.secours_loyer.test_walls import APPROVE, refused

pytestmark = pytest.mark.django_db

DECIDED = "UPDATE secours_loyer_decision SET"
AWARD = "UPDATE secours_loyer_award SET "
# The start of the period counted on the day of the tests.
SINCE = "timestamp '2024-11-23' AT TIME ZONE 'Europe/Paris'"
DECISION = (
    "INSERT INTO secours_loyer_decision (number, request_id, outcome, motive, debt_cents,"
    " aid_cents, cofunding_cents, down_payment_cents, plan_cents, unfunded_cents, ceiling_cents,"
    " decided_at, signed_by_id, replaces_id, origin, item_id, urgency, delegated_since,"
    " delegated_before_cents, delegation_ceiling_cents, period_since, period_before_cents,"
    " period_cap_cents) VALUES ('D-2026-99999', {request}, 'accord', 'x', 100000, {aid}, 0, 0,"
    " 100000 - {aid}, 0, {ceiling}, '{at}', {by}, {replaces}, 'delegation', NULL, 'x', {since},"
    " {before}, {most}, {period}, {counted}, {cap})"
)
USUAL = {
    "aid": 40_000, "ceiling": 150_000, "replaces": "NULL", "since": SINCE, "before": 0,
    "most": 100_000, "period": SINCE, "counted": 0, "cap": 200_000,
}  # fmt: skip


def decision(path: Path, request: RentRequest, **changed: object) -> str:
    who = {"request": request.pk, "by": path.cast.signatory.pk, "at": path.cast.at.isoformat()}
    return DECISION.format(**USUAL | who | changed)


def urgent(path: Path, request: RentRequest, aid_cents: int) -> Decision:
    return delegation.decide_urgently(
        request, motive="x", urgency="Demain.", aid_cents=aid_cents, by=path.cast.signatory,
        at=path.cast.at,
    )  # fmt: skip


def test_a_decision_is_signed_by_a_signatory(path: Path) -> None:
    request, cast = path.validated(), path.cast
    taken = cast.person("ancien-signataire", "signataire")
    revoke_role(taken, "signataire", by=cast.administrator, at=cast.at)
    left = cast.person("signataire-parti", "signataire")
    close_account(left, by=cast.administrator, at=cast.at)
    for person in (cast.manager, cast.auditor, taken, left):
        refused(decision(path, request, by=person.pk), by="decision_by_signatory")
    path.decided(request)
    named(
        f"{DECIDED} signed_by_id = {cast.auditor.pk}",
        "n’avait pas le rôle",
    )


def test_a_decision_says_what_the_rule_of_the_day_counts(path: Path) -> None:
    """Invariant 3: the period, its cap, the ceiling and the delegation are those in force."""
    request = path.validated()
    later = SINCE.replace("2024", "2025")
    for changed, wall in (
        ({"period": "NULL"}, "decision_period_of_day"),
        ({"period": later, "since": later}, "decision_period_of_day"),
        ({"counted": "NULL"}, "decision_period_counted"),
        ({"cap": "NULL"}, "decision_cap_of_day"),
        ({"cap": 200_001}, "decision_cap_of_day"),
        ({"ceiling": 150_001}, "decision_ceiling_of_day"),
        ({"since": later}, "decision_delegation_of_day"),
        ({"most": 100_001}, "decision_delegation_of_day"),
        ({"counted": 160_001}, "decision_under_period_cap"),
        ({"counted": 0, "cap": 39_999}, "decision_under_period_cap"),
    ):
        refused(decision(path, request, **changed), by=wall)
    decide_parameter(
        "secours.plafond_periode", 50_000, since=date(2026, 1, 1), decision="essai", by=None,
        at=path.cast.at,
    )  # fmt: skip
    refused(decision(path, request), by="decision_cap_of_day")
    kept = urgent(path, request, 50_000)
    assert (kept.period_before_cents, kept.period_cap_cents) == (0, 50_000)
    assert kept.period_since == kept.delegated_since
    assert list(faults()) == []


def test_what_the_household_already_received_is_counted_again(path: Path) -> None:
    """Over every request of the household, whoever decided: the wall adds up by itself."""
    first = path.granted(cents=300_000, aid_cents=120_000)
    second = path.validated(start=date(2026, 10, 1), months=1)
    for counted in (0, 119_999):
        refused(decision(path, second, counted=counted), by="decision_period_counted")
    with pytest.raises(Refused, match="ce ménage peut encore recevoir 800,00"):
        urgent(path, second, 80_001)
    kept = urgent(path, second, 80_000)
    assert (kept.period_before_cents, kept.ceiling_cents) == (120_000, 80_000)
    again = path.replaced(first, 20_000)
    assert again.period_before_cents == 80_000
    assert list(faults()) == []
    named(
        "ALTER TABLE secours_loyer_decision DROP CONSTRAINT decision_under_period_cap;"
        f" {DECIDED} period_before_cents = 0 WHERE id = {again.pk}",
        "n’y est pas compté en entier",
    )


def test_one_award_of_a_request_stands(path: Path) -> None:
    first = path.granted()
    award = first.award
    connection.check_constraints()
    refused(f"{AWARD} revoked_at = now()", by="award_revoked_by_decision")
    other = f"INSERT INTO secours_loyer_award (decision_id, amount_cents) SELECT id, {40_000} "
    replacing = decision(path, first.request, replaces=first.pk, counted=60_000)
    refused(replacing, by="decision_replaces_revoked")
    with_award = f"WITH made AS ({replacing} RETURNING id) {other} FROM made"
    refused(with_award, by="award_")
    order = orders.prepare_order(
        award, account=path.account(), by=path.cast.finance, at=path.cast.at
    )
    refused(f"{AWARD} revoked_at = now()", by="award_revoked_unpaid")
    orders.cancel_order(order, by=path.cast.finance, at=path.cast.at)
    again = path.replaced(first, 50_000)
    for changed in ("NULL", "now()"):
        refused(f"{AWARD} revoked_at = {changed} WHERE id = {award.pk}", by="award_revoked_frozen")
    assert Award.objects.get(revoked_at=None).decision == again
    assert list(faults()) == []
    named(f"{AWARD} revoked_at = NULL", "plusieurs aides en cours")
    named(f"{AWARD} revoked_at = NULL WHERE id = {award.pk}", "son aide court encore")
    named(f"{AWARD} revoked_at = now() WHERE id = {again.award.pk}", "retirée sans décision")


def test_two_awards_of_one_decision_chain_see_each_other(path: Path) -> None:
    """The wall itself: a second award beside one that stands, by whatever decision."""
    first = path.granted()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(decision(path, first.request, replaces=first.pk, counted=60_000))
        refused(
            "INSERT INTO secours_loyer_award (decision_id, amount_cents)"
            " SELECT id, 40000 FROM secours_loyer_decision WHERE number = 'D-2026-99999'",
            by="award_live_once",
        )
        connection.set_rollback(True)


def handed_over(path: Path) -> RentRequest:
    """Studied by a case worker who also signs and approves, then by another."""
    cast, at = path.cast, path.cast.at
    both = cast.person("deux-roles", "instructeur", "signataire", "cadre")
    request = instruction.assign(path.filed(), to=both, by=both, at=at)
    return instruction.hand_over(request, to=cast.case_worker, by=cast.manager, at=at)


def test_whoever_held_the_file_neither_signs_nor_approves(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = handed_over(path)
    (both,) = RentRequest.objects.get().past_instructors
    person = User.objects.get(pk=both)
    instruction.compute_assessment(request, by=cast.case_worker, at=at)
    path.checked_elsewhere(request)
    with pytest.raises(Refused, match="Vous avez instruit cette demande"):
        delegation.decide_urgently(
            request, motive="x", urgency="Demain.", aid_cents=40_000, by=person, at=at
        )
    refused(decision(path, request, by=both), by="decision_past_instructor_apart")
    made = urgent(path, request, 40_000)
    order = orders.prepare_order(made.award, account=path.account(), by=cast.finance, at=at)
    order = orders.check_order(order, by=cast.finance, at=at)
    refused(APPROVE, order.pk, 1, both, digest_of(order), by="approval_apart")
    with pytest.raises(Refused, match="Vous êtes intervenu dans ce dossier"):
        path.approve(order, person)
    assert list(waiting_for(person)) == []
    assert list(waiting_for(cast.manager)) == [order]
    path.approve(order, cast.manager)
    assert list(faults()) == []
    named(
        f"{APPROVAL} approver_id = {both}",
        "par une personne qui a instruit la demande",
    )


def test_who_held_the_file_is_not_erased(path: Path) -> None:
    request = handed_over(path)
    held = RentRequest.objects.get(pk=request.pk)
    assert len(held.past_instructors) == 1
    with connection.cursor() as cursor:
        cursor.execute("UPDATE secours_loyer_rentrequest SET past_instructors = '{}'")
    again = RentRequest.objects.get(pk=request.pk)
    assert again.past_instructors == held.past_instructors


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("walls", [True, False])
def test_two_decisions_at_once_are_counted_one_after_the_other(path: Path, *, walls: bool) -> None:
    """By raw SQL, which locks nothing itself: the wall does. Without it, both are written."""
    decide_parameter(
        "secours.plafond_periode", 50_000, since=date(2026, 1, 1), decision="essai", by=None,
        at=path.cast.at,
    )  # fmt: skip
    asked = (path.validated(), path.validated(start=date(2026, 10, 1), months=1))
    written = [
        decision(path, request, cap=50_000).replace("99999", f"9999{number}")
        for number, request in enumerate(asked)
    ]
    if not walls:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE secours_loyer_decision DISABLE TRIGGER USER")

    def insert(number: int) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(written[number])
        return True

    try:
        found = run_at_once(2, insert)
    finally:
        if not walls:
            with connection.cursor() as cursor:
                cursor.execute("ALTER TABLE secours_loyer_decision ENABLE TRIGGER USER")
    assert sum(result is True for result in found) == (1 if walls else 2), found
