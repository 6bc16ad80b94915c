"""Alerts: each fact raises one, on its day, once; handled by whoever it is for, or over."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.actions.parameters import decide_parameter
from reims_solidarite.kit.dates import PARIS, add_months
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import accounts, plans
from secours_loyer.actions.alerts import handle_alert, raise_alerts
from secours_loyer.actions.procedure import note_act
from secours_loyer.actions.tenancy_events import note_event
from secours_loyer.models import Alert, RentRequest
from secours_loyer.queries.alerts import due_on
from secours_loyer.queries.work_lists import work_lists_for
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=PARIS)


def kinds(day: date) -> set[str]:
    return {str(due.kind) for due in due_on(day)}


def acted(path: Path, request: RentRequest, kind: str, on: date, **more: object) -> None:
    note_act(request, kind=kind, served_on=on, by=path.cast.case_worker, at=path.cast.at, **more)


def test_the_clause_at_21_10_and_3_days_once_each(path: Path) -> None:
    request = path.filed()
    acted(path, request, "commandement", date(2026, 11, 20), delay="six_semaines")
    last = date(2027, 1, 1)
    seen = {}
    for left in range(25, -2, -1):
        raise_alerts(at=at(last - timedelta(days=left)))
        raise_alerts(at=at(last - timedelta(days=left)))
        clause = Alert.objects.filter(kind="clause")
        assert clause.open().count() == (1 if 0 <= left <= 21 else 0)
        seen[left] = clause.count()
    assert [seen[left] for left in (22, 21, 11, 10, 4, 3, -1)] == [0, 1, 1, 2, 2, 3, 3]


def test_a_delay_decided_by_the_ccas_is_followed(path: Path) -> None:
    request = path.filed()
    acted(path, request, "audience", date(2026, 12, 20))
    assert "audience" not in kinds(TODAY)
    decide_parameter(
        "secours.alerte_audience", [30], since=date(2026, 11, 1), decision="essai", by=None,
        at=path.cast.at,
    )  # fmt: skip
    assert "audience" in kinds(TODAY)


def test_the_end_of_the_truce_on_1_and_31_march(path: Path) -> None:
    request = path.filed()
    acted(path, request, "quitter", date(2026, 11, 2), delay="deux_mois")
    for day, number in (
        (date(2027, 2, 28), 0), (date(2027, 3, 1), 1), (date(2027, 3, 30), 1),
        (date(2027, 3, 31), 2), (date(2027, 4, 1), 2),
    ):  # fmt: skip
        raise_alerts(at=at(day))
        assert Alert.objects.filter(kind="treve").count() == number
    assert not Alert.objects.filter(kind="treve").open().exists()
    note_event(request, kind="depart", happened_on=TODAY, by=path.cast.reception, at=path.cast.at)
    assert "treve" not in kinds(date(2028, 3, 1))


def test_silence_at_day_45(path: Path) -> None:
    path.filed()
    assert "silence" not in kinds(TODAY + timedelta(days=44))
    found = [due for due in due_on(TODAY + timedelta(days=45)) if due.kind == "silence"]
    assert [due.on for due in found] == [date(2027, 1, 23)]


def test_an_award_nearly_too_old_and_an_order_that_does_not_move(path: Path) -> None:
    decision = path.granted()
    until = date(2027, 5, 23)
    assert "aide" not in kinds(until - timedelta(days=31))
    assert "aide" in kinds(until - timedelta(days=30))
    order = path.checked(last="Suippe", reference="L-2")
    assert "ordre" not in kinds(TODAY + timedelta(days=10))
    found = [due for due in due_on(TODAY + timedelta(days=11)) if due.kind == "ordre"]
    assert [due.request_id for due in found] == [order.award.decision.request_id]
    assert decision.request_id not in {due.request_id for due in found}


def test_a_blocked_account_while_aid_waits(path: Path) -> None:
    decision = path.granted()
    account = path.account()
    assert "compte" not in kinds(TODAY)
    accounts.block_account(account, reason="Doute.", by=path.cast.manager, at=path.cast.at)
    raise_alerts(at=at(TODAY))
    waiting = Alert.objects.get(kind="compte")
    assert waiting.request_id == decision.request_id
    path.account(iban="FR7630006000011234567890189")
    raise_alerts(at=at(TODAY + timedelta(days=1)))
    waiting.refresh_from_db()
    assert waiting.over_at is not None


def test_a_plan_is_reviewed_every_six_months_and_a_file_before_its_end(path: Path) -> None:
    plan = plans.approve_plan(path.plan(), by=path.cast.manager, at=path.cast.at)
    plans.sign_plan(
        plan, tenant_on=TODAY, landlord_on=TODAY, by=path.cast.case_worker, at=path.cast.at
    )
    assert "plan" not in kinds(date(2027, 5, 22))
    assert "plan" in kinds(date(2027, 5, 23))
    home = plan.request.household
    assert home.last_contact_on is not None
    end = add_months(home.last_contact_on, 24)
    assert "conservation" not in kinds(end - timedelta(days=32))
    assert "conservation" in kinds(end - timedelta(days=30))


def test_whoever_it_is_for_says_what_was_done(path: Path) -> None:
    request, cast = path.filed(), path.cast
    acted(path, request, "audience", date(2026, 11, 30))
    assert raise_alerts(at=cast.at) == 1
    alert = Alert.objects.get()
    with pytest.raises(Refused, match="autre rôle"):
        handle_alert(alert, note="Vu.", by=cast.finance, at=cast.at)
    page = reverse("secours_loyer:file", args=[request.uid])
    worker = cast.client(cast.case_worker)
    waiting = next(
        one
        for one in work_lists_for(cast.case_worker, on=TODAY)
        if one["title"] == "Alertes des dossiers"
    )
    assert waiting["rows"][0]["url"] == page
    typed = {"handle_alert-alert": alert.pk, "handle_alert-note": "Ménage appelé."}
    assert worker.post(f"{page}handle_alert/", typed).status_code == 302
    assert raise_alerts(at=cast.at) == 0
    assert not Alert.objects.open().exists()
    with pytest.raises(Refused, match="déjà traitée"):
        handle_alert(alert, note="Vu.", by=cast.case_worker, at=cast.at)


def test_walls_of_the_alerts(path: Path) -> None:
    acted(path, path.filed(), "audience", date(2026, 11, 30))
    raise_alerts(at=path.cast.at)
    refused("DELETE FROM secours_loyer_alert", by="alert_kept")
    refused("UPDATE secours_loyer_alert SET due_on = '2027-01-01'", by="alert_frozen")
    refused("UPDATE secours_loyer_alert SET done_at = now()", by="alert_handled")
    copy = (
        "INSERT INTO secours_loyer_alert (key, kind, request_id, due_on, raised_at, note) SELECT"
        " {key}, {kind}, request_id, due_on, raised_at, '' FROM secours_loyer_alert"
    )
    refused(copy.format(key="key", kind="kind"), by="secours_loyer_alert_key")
    refused(copy.format(key="'x'", kind="'x'"), by="alert_kind_known")


def test_the_night_asks_as_much_for_two_files_more_as_for_one_more(path: Path) -> None:
    far = at(date(2027, 5, 1))

    def asked(*names: str) -> int:
        for last in names:
            order = path.checked(last=last, reference=f"L-{last}")
            acted(path, order.award.decision.request, "quitter", TODAY, delay="deux_mois")
        with CaptureQueriesContext(connection) as captured:
            raise_alerts(at=far)
        return len(captured)

    asked("Vesle")
    assert asked("Suippe") == asked("Loire", "Aisne")
    assert Alert.objects.filter(kind="ordre").count() == 4
