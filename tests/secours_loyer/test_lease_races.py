"""An event of the lease and an act on its plan, at once: one waits for the other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from secours_loyer.actions import (
    current_rent,
    doors,
    lease_end,
    plan_pauses,
    plans,
    tenancy_events,
)
from secours_loyer.actions.landlord_links import open_link
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import RentRequest, RepaymentPlan, Tenancy, TenancyEvent
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

    def slow(lease: Tenancy, *, at: datetime) -> None:
        real(lease, at=at)
        holds.set()
        threading.Event().wait(0.7)

    monkeypatch.setattr(tenancy_events, "_date_end", slow)

    def one(number: int) -> str:
        if number == 0:
            given = {"by": path.cast.case_worker, "at": path.cast.at}
            departure = {"kind": "depart", "happened_on": TODAY}
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


@pytest.mark.parametrize("answer", ["change_lease_end", "note_departure", "note_renewal"])
def test_the_end_of_a_lease_is_answered_while_its_plan_is_signed(
    path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    """Both hold the lease first: the second waits for the first, none for each other."""
    worker, at = path.cast.case_worker, path.cast.at + timedelta(days=10)
    request = path.granted(lease={"lease_end": date(2026, 11, 30)}).request
    if answer == "change_lease_end":
        lease_end.note_renewal(request, learned="Quittance", by=worker, at=at)
    asked = {"first_due": date(2026, 12, 31), "count": 6, "derogation": "Le bail se renouvelle."}
    plan = plans.prepare_plan(request, **asked, by=worker, at=at)
    plan = plans.approve_plan(plan, by=path.cast.manager, at=at)
    signs, real = threading.Event(), plans.lease_first

    def slow(held: RepaymentPlan) -> Tenancy:
        lease = real(held)
        signs.set()
        threading.Event().wait(0.7)
        return lease

    monkeypatch.setattr(plans, "lease_first", slow)

    def one(number: int) -> str:
        if number == 0:
            signed = {"tenant_on": at.date(), "landlord_on": at.date(), "by": worker, "at": at}
            plans.sign_plan(RepaymentPlan.objects.get(pk=plan.pk), **signed)
            return "signed"
        assert signs.wait(30)
        left = {} if answer == "note_renewal" else {"left_on": at.date()}
        fresh = RentRequest.objects.get(pk=request.pk)
        getattr(lease_end, answer)(fresh, learned="Le bailleur", **left, by=worker, at=at)
        return "answered"

    found = run_at_once(2, one)
    told = [getattr(one, "message", one) for one in found]
    assert doors.AT_ONCE not in told, told
    assert told[1] == "answered", told
    assert list(faults()) == []


def test_an_act_that_the_database_gives_up_is_told_in_words(path: Path) -> None:
    """Two acts that hold two rows in two orders: one goes through, the other is to be done again,
    and left nothing."""
    first, second = path.filed(), path.filed(last="Suippe", reference="D-2")
    both = threading.Barrier(2)

    @doors.action
    def hold(rows: list[RentRequest]) -> str:
        doors.locked(rows[0])
        both.wait(30)
        RentRequest.objects.filter(pk=doors.locked(rows[1]).pk).update(missing="x")
        return "held"

    orders = [[first, second], [second, first]]
    found = run_at_once(2, lambda number: hold(orders[number]))
    told = sorted(str(getattr(one, "message", one)) for one in found)
    assert told == [doors.AT_ONCE, "held"]
    assert RentRequest.objects.filter(missing="x").count() == 1
