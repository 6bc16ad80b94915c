"""The rent of each month beside the plan: unpaid, it is a breach of its own."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import current_rent, landlord_links, plans
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import CurrentRent
from secours_loyer.queries.plan_rents import month_to_ask, rents_of
from secours_loyer.queries.work_lists import work_lists_for
from secours_loyer.states import PlanState
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
AFTER = datetime.fromisoformat("2027-01-12T09:00+01:00")
JANUARY = date(2027, 1, 1)


def _note(path: Path, plan: object, kind: str, **more: object) -> CurrentRent:
    given = {"month": JANUARY, "by": path.cast.case_worker, "at": AFTER, **more}
    return current_rent.note_rent(plan, kind=kind, **given)  # type: ignore[arg-type]


def test_an_unpaid_month_puts_on_alert_until_it_is_paid(path: Path) -> None:
    cast, plan = path.cast, path.running_plan()
    assert [line.label for line in rents_of(plan, on=AFTER.date())] == ["Inconnu"] * 3
    with pytest.raises(Refused, match="moins que le loyer"):
        _note(path, plan, "partiel", cents=45_000)
    with pytest.raises(Refused, match="pas commencé"):
        _note(path, plan, "paye", month=date(2027, 2, 1))
    with pytest.raises(Refused, match="instructeur"):
        _note(path, plan, "paye", by=cast.finance)
    _note(path, plan, "partiel", cents=20_000)
    plan.refresh_from_db()
    assert plan.state == PlanState.ALERT
    with pytest.raises(Refused, match="loyer d’un mois reste impayé"):
        plans.resume_plan(plan, by=cast.case_worker, at=AFTER)
    paid = _note(path, plan, "paye")
    assert (paid.due_cents, paid.cents) == (45_000, 45_000)
    assert rents_of(plan, on=AFTER.date())[0].label == "Payé"
    assert plans.resume_plan(plan, by=cast.case_worker, at=AFTER).state == PlanState.ACTIVE
    # A month before the signature is the debt, not a breach.
    _note(path, plan, "impaye", month=date(2026, 10, 1))
    plan.refresh_from_db()
    assert plan.state == PlanState.ACTIVE
    assert list(faults()) == []


def test_the_landlord_says_it(path: Path) -> None:
    plan = path.running_plan()
    link = landlord_links.open_link(plan.request, by=path.cast.case_worker, at=path.cast.at)
    current_rent.rent_said(link, plan, month=JANUARY, kind="impaye", at=AFTER)
    plan.refresh_from_db()
    assert plan.state == PlanState.ALERT
    assert CurrentRent.objects.get().link == link
    other = path.running_plan(path.granted(last="Suippe", reference="L-2"))
    with pytest.raises(Refused, match="pas de ce dossier"):
        current_rent.rent_said(link, other, month=JANUARY, kind="paye", at=AFTER)


def test_unknown_is_listed_ten_days_after_the_first(path: Path) -> None:
    plan, worker = path.running_plan(), path.cast.case_worker
    assert month_to_ask(date(2027, 1, 10)) == date(2026, 12, 1)
    assert month_to_ask(date(2027, 1, 11)) == JANUARY

    def listed(day: int) -> int:
        lists = {r["title"]: r["count"] for r in work_lists_for(worker, on=date(2027, 1, day))}
        return int(lists["Plans : loyer du mois sans nouvelle"])

    assert listed(11) == 1
    _note(path, plan, "paye")
    assert listed(11) == 0
    assert listed(10) == 1


def test_sql_says_nothing_false_of_a_rent(path: Path) -> None:
    plan = path.running_plan()
    says = (
        "INSERT INTO secours_loyer_currentrent (tenancy_id, month, kind, due_cents, cents, by_id,"
        " at) VALUES (%s, %s, %s, %s, %s, %s, '2027-01-12')"
    )
    lease, who = plan.request.tenancy_id, path.cast.case_worker.pk
    for month, kind, due, cents, by, wall in (
        ("2027-01-01", "paye", 45_000, 44_999, who, "rent_amount_by_kind"),
        ("2027-01-01", "partiel", 45_000, 45_000, who, "rent_amount_by_kind"),
        ("2027-01-01", "impaye", 45_000, 1, who, "rent_amount_by_kind"),
        ("2027-01-02", "paye", 45_000, 45_000, who, "rent_month_first_day"),
        ("2027-02-01", "paye", 45_000, 45_000, who, "rent_month_of_lease"),
        ("2022-04-01", "paye", 45_000, 45_000, who, "rent_month_of_lease"),
        ("2027-01-01", "paye", 1, 1, who, "rent_due_of_lease"),
        ("2027-01-01", "paye", 45_000, 45_000, None, "rent_said_by_one"),
    ):
        refused(says, lease, month, kind, due, cents, by, by=wall)
    _note(path, plan, "impaye")
    refused("DELETE FROM secours_loyer_currentrent", by="rent_append_only")
    refused("UPDATE secours_loyer_currentrent SET kind = 'paye'", by="rent_append_only")
    refused(
        "UPDATE secours_loyer_repaymentplan SET state = 'actif'", by="plan_alert_until_rent_paid"
    )


def test_the_page_shows_and_notes_each_month(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = path.running_plan()
    monkeypatch.setenv("PORTAIL_CLOCK", AFTER.isoformat())
    worker = path.cast.client(path.cast.case_worker)
    page = reverse("secours_loyer:plan", args=[plan.uid])
    assert "Inconnu" in worker.get(page).text
    said = {"note_rent-month": "2027-01-01", "note_rent-kind": "impaye"}
    assert worker.post(f"{page}note_rent/", said).status_code == 302
    assert "Impayé" in worker.get(page).text
    wrong = {**said, "note_rent-month": "2030-01-01"}
    assert worker.post(f"{page}note_rent/", wrong).status_code == 422
