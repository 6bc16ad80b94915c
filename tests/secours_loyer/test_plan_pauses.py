"""A plan is put on hold by two people, from a day that may be past, or by an event on the home."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import plan_pauses, plans
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import PlanPause, RepaymentPlan
from secours_loyer.queries.work_lists import work_lists_for
from secours_loyer.states import PlanState
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db


def _asked(path: Path, plan: RepaymentPlan, days: int = 20, until: int | None = None) -> PlanPause:
    today = paris_day(path.cast.at)
    return plan_pauses.ask_pause(
        plan,
        reason="surendettement",
        since=today - timedelta(days=days),
        until=today + timedelta(days=until) if until is not None else None,
        by=path.cast.case_worker,
        at=path.cast.at,
    )


def test_asked_approved_by_another_lifted(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    plan, today = path.running_plan(), paris_day(at)
    pause = _asked(path, plan)
    assert pause.since == today - timedelta(days=20)
    with pytest.raises(Refused, match="déjà demandée"):
        _asked(path, plan)
    with pytest.raises(Refused, match="rôle"):
        plan_pauses.approve_pause(plan, by=cast.secretary, at=at)
    plan = plan_pauses.approve_pause(plan, by=cast.manager, at=at)
    assert plan.state == PlanState.SUSPENDED
    with pytest.raises(Refused, match="déjà en cours"):
        path.plan(plan.request.decisions.get())
    with pytest.raises(Refused, match="entre le"):
        plan_pauses.restart_plan(plan, on=today + timedelta(days=1), by=cast.case_worker, at=at)
    plan = plan_pauses.restart_plan(plan, on=today, by=cast.case_worker, at=at)
    assert plan.state == PlanState.ACTIVE
    assert plan.pauses.get().ended_on == today
    assert list(faults()) == []
    # The manager who asks does not approve; the plan may be paused again.
    plan_pauses.ask_pause(plan, reason="juge", since=today, by=cast.manager, at=at)
    with pytest.raises(Refused, match="autre personne"):
        plan_pauses.approve_pause(plan, by=cast.manager, at=at)
    assert plan_pauses.refuse_pause(plan, by=cast.manager, at=at).state == PlanState.ACTIVE
    with pytest.raises(Refused, match="Aucune suspension"):
        plan_pauses.approve_pause(plan, by=cast.manager, at=at)


def test_what_is_asked_is_checked(path: Path) -> None:
    cast, at, today = path.cast, path.cast.at, paris_day(path.cast.at)
    draft = path.plan()
    ask = {"reason": "juge", "since": today, "by": cast.case_worker, "at": at}
    with pytest.raises(Refused, match="en cours se suspend"):
        plan_pauses.ask_pause(draft, **ask)
    plans.drop_plan(draft, by=cast.case_worker, at=at)
    plan = path.running_plan(draft.request.decisions.get())
    for wrong, words in (
        ({"by": cast.finance}, "instructeur"),
        ({"reason": "logement"}, "Choisissez le motif"),
        ({"since": today + timedelta(days=1)}, "dans le passé"),
        ({"until": today}, "vient après"),
    ):
        with pytest.raises(Refused, match=words):
            plan_pauses.ask_pause(plan, **{**ask, **wrong})


def test_an_event_on_the_home_suspends_at_once(path: Path) -> None:
    """One person is enough: nobody weighs a departure. What waited for an answer gives way."""
    cast, at = path.cast, path.cast.at
    plan = path.running_plan()
    _asked(path, plan)
    event = {"since": paris_day(at), "detail": "Départ du logement", "by": cast.reception, "at": at}
    plan = plan_pauses.pause_for_event(plan, **event)
    assert plan.state == PlanState.SUSPENDED
    assert plan_pauses.pause_for_event(plan, **event).state == PlanState.SUSPENDED
    assert plan.pauses.count() == 2
    assert plans.break_plan(plan, by=cast.manager, at=at).state == PlanState.BROKEN
    assert list(faults()) == []


def test_sql_does_not_pause_alone(path: Path) -> None:
    plan = path.running_plan()
    table = "secours_loyer_planpause"
    refused(
        "UPDATE secours_loyer_repaymentplan SET state = 'suspendu'", by="plan_paused_by_approval"
    )
    pause = _asked(path, plan)
    alone = f"UPDATE {table} SET approved_by_id = %s, approved_at = now()"  # noqa: S608 - constant
    refused(alone, pause.asked_by_id, by="pause_approver_apart")
    refused(alone, path.cast.manager.pk, by="pause_suspends")
    refused(f"UPDATE {table} SET since = since - 1", by="pause_frozen")  # noqa: S608 - constant
    refused(
        f"UPDATE {table} SET ended_on = since, ended_by_id = asked_by_id",  # noqa: S608 - constant
        by="pause_ended_after_approval",
    )
    refused(f"DELETE FROM {table}", by="pause_kept")  # noqa: S608 - constant
    plan_pauses.approve_pause(plan, by=path.cast.manager, at=path.cast.at)
    refused("UPDATE secours_loyer_repaymentplan SET state = 'actif'", by="plan_pause_ended_first")


def test_sql_does_not_move_a_plan_to_another_debt(path: Path) -> None:
    """One running plan a debt: a plan filed under another debt would make two."""
    plan = path.running_plan()
    other = path.filed(last="Suippe", reference="L-2")
    refused(
        "INSERT INTO secours_loyer_repaymentplan (uid, request_id, debt_id, version, total_cents,"
        " instalment_count, first_due, derogation, state, prepared_by_id, prepared_at)"
        " SELECT gen_random_uuid(), request_id, %s, 9, total_cents, instalment_count, first_due,"
        " '', 'brouillon', prepared_by_id, prepared_at FROM secours_loyer_repaymentplan"
        " WHERE id = %s",
        other.debt_id,
        plan.pk,
        by="plan_of_its_debt",
    )


def test_the_page_asks_approves_and_lifts(path: Path) -> None:
    cast, plan = path.cast, path.running_plan()
    today = paris_day(cast.at)
    worker, manager = cast.client(cast.case_worker), cast.client(cast.manager)
    page = reverse("secours_loyer:plan", args=[plan.uid])
    asked = {
        "ask_pause-reason": "juge",
        "ask_pause-since": f"{today - timedelta(days=3):%d/%m/%Y}",
        "ask_pause-until": f"{today + timedelta(days=60):%d/%m/%Y}",
        "ask_pause-detail": "Ordonnance 26/100",
    }
    late = {**asked, "ask_pause-since": f"{today + timedelta(days=3):%d/%m/%Y}"}
    assert "dans le passé" in worker.post(f"{page}ask_pause/", late).text
    assert worker.post(f"{page}ask_pause/", asked).status_code == 302
    shown = worker.get(page).text
    assert "Elle attend l’accord d’un cadre" in shown
    assert "Approuver la suspension" not in shown
    lists = {row["title"]: row["count"] for row in work_lists_for(cast.manager, on=today)}
    assert lists["Suspensions de plan à approuver"] == 1
    assert "Approuver la suspension" in manager.get(page).text
    assert manager.post(f"{page}suspend_plan/").status_code == 302
    after = today + timedelta(days=61)
    lists = {row["title"]: row["count"] for row in work_lists_for(cast.case_worker, on=after)}
    assert lists["Suspensions de plan arrivées à leur fin"] == 1
    back = {"restart_plan-on": f"{today:%d/%m/%Y}"}
    assert worker.post(f"{page}restart_plan/", back).status_code == 302
    plan.refresh_from_db()
    assert plan.state == PlanState.ACTIVE
    assert "Levée à partir du" in worker.get(page).text
