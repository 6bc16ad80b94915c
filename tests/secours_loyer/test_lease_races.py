"""An event of the lease and an act on its plan, at once: one waits for the other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest

from secours_loyer.actions import current_rent, plan_pauses, plans, tenancy_events
from secours_loyer.actions.landlord_links import open_link
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import RepaymentPlan, Tenancy, TenancyEvent
from secours_loyer.states import PlanState
from tests.races.barrier import run_at_once
from tests.secours_loyer.path import Path

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]
TODAY = date(2026, 11, 23)
Act = Callable[[], object]


def _rent_said(path: Path, plan: RepaymentPlan) -> Act:
    link = open_link(plan.request, by=path.cast.case_worker, at=path.cast.at)
    month = date(2026, 11, 1)
    return lambda: current_rent.rent_said(link, plan, month=month, kind="impaye", at=path.cast.at)


def _rent_noted(path: Path, plan: RepaymentPlan) -> Act:
    given = {"month": date(2026, 11, 1), "by": path.cast.case_worker, "at": path.cast.at}
    return lambda: current_rent.note_rent(plan, kind="impaye", **given)


def _amendment_signed(path: Path, plan: RepaymentPlan) -> Act:
    worker, at = path.cast.case_worker, path.cast.at
    asked = {"first_due": date(2026, 12, 31), "reason": "x", "count": 3, "by": worker, "at": at}
    amended = plans.approve_plan(
        plans.prepare_amendment(plan, **asked), by=path.cast.manager, at=at
    )
    signed = {"tenant_on": TODAY, "landlord_on": TODAY, "by": worker, "at": at}
    return lambda: plans.sign_plan(amended, **signed)


def _resumed(path: Path, plan: RepaymentPlan) -> Act:
    worker, at = path.cast.case_worker, path.cast.at
    _rent_noted(path, plan)()
    given = {"month": date(2026, 11, 1), "by": worker, "at": at}
    current_rent.note_rent(plan, kind="paye", **given)
    return lambda: plans.resume_plan(plan, by=worker, at=at)


def _restarted(path: Path, plan: RepaymentPlan) -> Act:
    worker, at = path.cast.case_worker, path.cast.at
    plan_pauses.ask_pause(plan, reason="surendettement", since=TODAY, by=worker, at=at)
    plan_pauses.approve_pause(plan, by=path.cast.manager, at=at)
    return lambda: plan_pauses.restart_plan(plan, on=TODAY, by=worker, at=at)


@pytest.mark.parametrize(
    "prepared", [_rent_said, _rent_noted, _amendment_signed, _resumed, _restarted]
)
def test_an_event_while_the_plan_moves(
    path: Path, monkeypatch: pytest.MonkeyPatch, prepared: Callable[[Path, RepaymentPlan], Act]
) -> None:
    """The event holds the lease before the act starts, and goes on to the plan after it."""
    plan = path.running_plan()
    act = prepared(path, plan)
    holds, real = threading.Event(), tenancy_events._date_end

    def slow(lease: Tenancy) -> None:
        real(lease)
        holds.set()
        threading.Event().wait(0.7)

    monkeypatch.setattr(tenancy_events, "_date_end", slow)

    def one(number: int) -> str:
        if number == 0:
            given = {"by": path.cast.case_worker, "at": path.cast.at}
            departure = {"kind": "depart", "happened_on": date(2026, 11, 1)}
            tenancy_events.note_event(plan.request, **departure, **given)
            return "noted"
        assert holds.wait(30)
        act()
        return "done"

    found = run_at_once(2, one)
    assert found[0] == "noted"
    # The act came second: it is done, or told that the lease waits for an answer.
    told = getattr(found[1], "message", found[1])
    assert told == "done" or "Un événement du bail attend" in told or "Rechargez" in told, found
    assert TenancyEvent.objects.count() == 1
    assert not RepaymentPlan.objects.filter(state__in=[PlanState.ACTIVE, PlanState.ALERT]).exists()
    assert list(faults()) == []
