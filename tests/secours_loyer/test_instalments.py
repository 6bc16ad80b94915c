"""What becomes of each instalment: declared, confirmed, partial, missed, caught up, settled."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection, transaction
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import instalments, landlord_links, plan_pauses, plans
from secours_loyer.actions.current_rent import note_rent
from secours_loyer.actions.filing import Upload
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import Instalment, InstalmentFact, RepaymentPlan
from secours_loyer.queries.plan_facts import lines_of, repaid_cents
from secours_loyer.queries.work_lists import work_lists_for
from secours_loyer.states import InstalmentState, PlanState
from tests.secours_loyer.path import PDF, Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
PROOF = Upload("recu.pdf", PDF)
AFTER = datetime.fromisoformat("2027-01-06T09:00+01:00")


def _rows(plan: RepaymentPlan) -> list[Instalment]:
    return list(Instalment.objects.filter(plan=plan).select_related("plan__request"))


def _states(plan: RepaymentPlan, at: datetime = AFTER) -> list[str]:
    return [line.state for line in lines_of(plan, on=at.date())]


def _note(path: Path, row: Instalment, kind: str, **more: object) -> InstalmentFact:
    given = {"by": path.cast.case_worker, "at": AFTER, **more}
    return instalments.note_instalment(row, kind=kind, **given)  # type: ignore[arg-type]


def test_each_word_changes_the_standing_and_the_last_counts(path: Path) -> None:
    plan = path.running_plan()
    first, second, *_rest = _rows(plan)
    assert _states(plan)[:2] == [InstalmentState.DUE, InstalmentState.COMING]
    with pytest.raises(Refused, match="preuve"):
        _note(path, first, "declaree")
    _note(path, first, "declaree", proof=PROOF)
    assert _states(plan)[0] == InstalmentState.DECLARED
    assert repaid_cents(plan.debt_id) == 0
    with pytest.raises(Refused, match="moins de"):
        _note(path, first, "partielle", cents=first.cents)
    _note(path, first, "partielle", cents=1_000)
    assert _states(plan)[0] == InstalmentState.PARTIAL
    plan.refresh_from_db()
    assert plan.state == PlanState.ALERT
    assert repaid_cents(plan.debt_id) == 1_000
    with pytest.raises(Refused, match="reste impayée"):
        plans.resume_plan(plan, by=path.cast.case_worker, at=AFTER)
    _note(path, first, "confirmee")
    assert _states(plan)[0] == InstalmentState.CAUGHT_UP
    assert repaid_cents(plan.debt_id) == first.cents
    assert plans.resume_plan(plan, by=path.cast.case_worker, at=AFTER).state == PlanState.ACTIVE
    # Paid ahead is paid; missed before it is due is not.
    _note(path, second, "confirmee")
    assert _states(plan)[1] == InstalmentState.CONFIRMED
    with pytest.raises(Refused, match="pas encore passée"):
        _note(path, _rows(plan)[2], "impayee")
    with pytest.raises(Refused, match="instructeur"):
        _note(path, first, "confirmee", by=path.cast.finance)
    assert list(faults()) == []


def test_the_landlord_says_it_through_the_link(path: Path) -> None:
    plan = path.running_plan()
    link = landlord_links.open_link(plan.request, by=path.cast.case_worker, at=path.cast.at)
    first = _rows(plan)[0]
    landlord_links.report(link, kind="manquee", instalment=first, at=AFTER)
    plan.refresh_from_db()
    assert (plan.state, _states(plan)[0]) == (PlanState.ALERT, InstalmentState.MISSED)
    landlord_links.report(link, kind="payee", instalment=first, at=AFTER)
    assert _states(plan)[0] == InstalmentState.CAUGHT_UP
    assert [fact.by_id for fact in first.facts.all()] == [None, None]
    assert list(faults()) == []


def test_nothing_is_missed_while_suspended(path: Path) -> None:
    cast, plan = path.cast, path.running_plan()
    plan_pauses.ask_pause(plan, reason="juge", since=AFTER.date(), by=cast.case_worker, at=AFTER)
    plan_pauses.approve_pause(plan, by=cast.manager, at=AFTER)
    later = AFTER.replace(month=3)
    first, second, *_rest = _rows(plan)
    assert _states(plan, later)[:4] == [
        InstalmentState.DUE,
        InstalmentState.PAUSED,
        InstalmentState.PAUSED,
        InstalmentState.COMING,
    ]
    with pytest.raises(Refused, match="était suspendu"):
        _note(path, second, "impayee", at=later)
    _note(path, first, "impayee", at=later)
    plan.refresh_from_db()
    assert plan.state == PlanState.SUSPENDED


def test_an_amendment_deducts_what_is_confirmed_and_takes_the_place(path: Path) -> None:
    cast, plan = path.cast, path.running_plan()
    first, second, *_rest = _rows(plan)
    _note(path, first, "confirmee")
    _note(path, second, "partielle", cents=1_000)
    terms = {"first_due": AFTER.date().replace(month=2), "count": 10, "at": AFTER}
    with pytest.raises(Refused, match="pourquoi"):
        plans.prepare_amendment(plan, reason=" ", by=cast.case_worker, **terms)
    amendment = plans.prepare_amendment(plan, reason="Perte d’emploi", by=cast.case_worker, **terms)
    assert amendment.total_cents == 40_000 - first.cents - 1_000
    connection.check_constraints()
    signed = {"tenant_on": AFTER.date(), "landlord_on": AFTER.date(), "by": cast.case_worker}
    amendment = plans.approve_plan(amendment, by=cast.manager, at=AFTER)
    # A payment on the old version meanwhile: the amendment would make the tenant pay it again.
    third = _rows(plan)[2]
    _note(path, third, "confirmee")
    with pytest.raises(Refused, match="un paiement est arrivé"):
        plans.sign_plan(amendment, **signed, at=AFTER)
    refused(
        "UPDATE secours_loyer_repaymentplan SET state = 'actif', tenant_signed_on = now(),"
        " landlord_signed_on = now() WHERE id = %s",
        amendment.pk,
        by="plan_as_decided",
    )
    plans.drop_plan(amendment, by=cast.case_worker, at=AFTER)
    again = plans.prepare_amendment(plan, reason="Perte d’emploi", by=cast.case_worker, **terms)
    again = plans.approve_plan(again, by=cast.manager, at=AFTER)
    again = plans.sign_plan(again, **signed, at=AFTER)
    plan.refresh_from_db()
    assert (plan.state, again.state) == (PlanState.REPLACED, PlanState.ACTIVE)
    assert again.total_cents + repaid_cents(plan.debt_id) == 40_000
    with pytest.raises(Refused, match="plus en cours"):
        _note(path, third, "impayee")
    connection.check_constraints()
    assert list(faults()) == []


def test_settled_once_every_instalment_is_confirmed(path: Path) -> None:
    plan, worker = path.running_plan(count=2), path.cast.case_worker
    first, second = _rows(plan)
    _note(path, first, "confirmee")
    _note(path, second, "partielle", cents=second.cents - 1)
    with pytest.raises(Refused, match="n’est pas confirmée"):
        plans.settle_plan(plan, by=worker, at=AFTER)
    _note(path, second, "confirmee")
    lists = {row["title"]: row["count"] for row in work_lists_for(worker, on=AFTER.date())}
    assert lists["Plans à solder"] == 1
    assert plans.settle_plan(plan, by=worker, at=AFTER).state == PlanState.SETTLED
    with pytest.raises(Refused, match="déjà remboursé"):
        path.plan(plan.request.decisions.get())
    assert list(faults()) == []


def test_sql_says_nothing_false_of_an_instalment(path: Path) -> None:
    plan = path.running_plan()
    first, second, *_rest = _rows(plan)
    says = (
        "INSERT INTO secours_loyer_instalmentfact (instalment_id, kind, cents, by_id, at)"
        " VALUES (%s, %s, %s, %s, '2027-01-06')"
    )
    who = path.cast.case_worker.pk
    refused(says, first.pk, "confirmee", first.cents - 1, who, by="fact_within_instalment")
    refused(says, first.pk, "partielle", first.cents, who, by="fact_within_instalment")
    refused(says, first.pk, "partielle", 0, who, by="fact_amount_by_kind")
    refused(says, first.pk, "impayee", 1, who, by="fact_amount_by_kind")
    refused(says, second.pk, "impayee", 0, who, by="fact_missed_once_due")
    refused(says, first.pk, "declaree", first.cents, who, by="fact_declared_with_proof")
    refused(says, first.pk, "autre", 1, who, by="fact_kind_known")
    refused(says, first.pk, "confirmee", first.cents, None, by="fact_said_by_one")
    _note(path, first, "confirmee")
    refused("UPDATE secours_loyer_instalmentfact SET cents = 1", by="fact_append_only")
    refused("DELETE FROM secours_loyer_instalmentfact", by="fact_append_only")
    refused(
        "UPDATE secours_loyer_repaymentplan SET state = 'solde'", by="plan_settled_when_received"
    )
    refused("UPDATE secours_loyer_repaymentplan SET state = 'remplace'", by="plan_replaced_by")
    plans.break_plan(plan, by=path.cast.manager, at=AFTER)
    refused(says, second.pk, "confirmee", second.cents, who, by="fact_of_running_plan")


def test_what_is_changed_behind_the_portal_is_named(path: Path) -> None:
    cast, plan = path.cast, path.running_plan()
    note_rent(plan, month=AFTER.date(), kind="paye", by=cast.case_worker, at=AFTER)
    _note(path, _rows(plan)[0], "confirmee")
    plan_pauses.ask_pause(plan, reason="juge", since=AFTER.date(), by=cast.case_worker, at=AFTER)
    plan_pauses.approve_pause(plan, by=cast.manager, at=AFTER)
    connection.check_constraints()
    assert list(faults()) == []
    for table, change, named in (
        ("instalmentfact", "cents = cents - 1", "changé"),
        ("currentrent", "kind = 'impaye', cents = 0", "changé"),
        ("planpause", "since = since - 30", "changé"),
        ("repaymentplan", "left_cents = left_cents + 1", "changé"),
        ("repaymentplan", "state = 'actif'", "n’est pas celui du journal"),
    ):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(f"UPDATE secours_loyer_{table} SET {change}")  # noqa: S608
            found = [fault for fault in faults() if f"secours_loyer.{table}" in fault]
            assert any(named in fault for fault in found), (table, found)
            transaction.set_rollback(True)


def test_the_work_lists_name_what_is_silent_or_declared(path: Path) -> None:
    plan, worker = path.running_plan(), path.cast.case_worker

    def counts(day: datetime) -> tuple[int, int]:
        lists = {row["title"]: row["count"] for row in work_lists_for(worker, on=day.date())}
        return (
            lists["Plans : échéances sans nouvelle"],
            lists["Plans : paiements déclarés à confirmer"],
        )

    assert counts(AFTER.replace(day=4)) == (0, 0)
    assert counts(AFTER.replace(day=5)) == (1, 0)
    first = _rows(plan)[0]
    _note(path, first, "declaree", proof=PROOF)
    assert counts(AFTER) == (0, 1)
    _note(path, first, "confirmee")
    assert counts(AFTER) == (0, 0)


def test_the_page_notes_and_amends(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cast, plan = path.cast, path.running_plan()
    monkeypatch.setenv("PORTAIL_CLOCK", AFTER.isoformat())
    worker = cast.client(cast.case_worker)
    page, first = reverse("secours_loyer:plan", args=[plan.uid]), _rows(plan)[0]
    said = {"note_instalment-instalment": first.pk, "note_instalment-kind": "partielle"}
    assert "moins de" in worker.post(f"{page}note_instalment/", said).text
    said["note_instalment-cents"] = "10,00"
    assert worker.post(f"{page}note_instalment/", said).status_code == 302
    assert "Payée en partie" in worker.get(page).text
    amended = {
        "prepare_amendment-reason": "Perte d’emploi",
        "prepare_amendment-first_due": "28/02/2027",
        "prepare_amendment-count": "8",
    }
    answer = worker.post(f"{page}prepare_amendment/", amended)
    new = RepaymentPlan.objects.get(replaces=plan)
    assert answer["Location"] == reverse("secours_loyer:plan", args=[new.uid])
    assert "Perte d’emploi" in worker.get(answer["Location"]).text
    assert "Avenant préparé" in worker.get(page).text
    assert "Reste à vivre" in worker.get(page).text
    assert "Reste à vivre" not in cast.client(cast.finance).get(page).text
