"""A lease that goes on past its written end has no end; the answer is checked, and given anew."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from actors.models import JournalEntry
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import current_rent, lease_end, plans, tenancy_events
from secours_loyer.actions.ledger_check import faults
from secours_loyer.models import Decision, Instalment, LeaseRenewal, RentRequest, TenancyEvent
from secours_loyer.queries.lease_end import end_waits, end_words, last_day
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_journey_by_pages import browser
from tests.secours_loyer.test_lease_end import PAST, WRITTEN, ready, renewed
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
SOON = date(2026, 11, 30)


def fresh(request: RentRequest) -> RentRequest:
    return RentRequest.objects.get(pk=request.pk)


def changed(path: Path, request: RentRequest, left_on: date | None, learned: str) -> Any:
    return lease_end.change_lease_end(
        request, left_on=left_on, learned=learned, by=path.cast.case_worker, at=path.cast.at
    )


def left(path: Path, request: RentRequest, on: date) -> TenancyEvent:
    return lease_end.note_departure(
        request, left_on=on, learned="Le bailleur.", by=path.cast.case_worker, at=path.cast.at
    )


def granted(path: Path) -> tuple[Decision, datetime]:
    """Its lease runs when the aid is decided, and its written end is past soon after."""
    return path.granted(lease={"lease_end": SOON}), path.cast.at + timedelta(days=10)


def test_a_lease_that_goes_on_binds_no_plan_and_no_deadline(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision, later = granted(path)
    monkeypatch.setenv("PORTAIL_CLOCK", later.isoformat())
    request, worker = decision.request, path.cast.case_worker
    ask = {"first_due": date(2026, 12, 31), "count": 6, "by": worker, "at": later}
    with pytest.raises(Refused, match="fin du bail"):
        plans.prepare_plan(request, **ask)
    page = reverse("secours_loyer:file", args=[request.uid])
    reader = browser(path, worker)
    asked = reader.get(page).content.decode()
    assert "<strong>Fin du bail</strong>" in asked
    assert "l’instructeur dit s’il continue" in asked
    lease_end.note_renewal(request, learned="Quittance.", by=worker, at=later)
    request = fresh(request)
    assert last_day(request.tenancy) is None
    shown = reader.get(page).content.decode()
    assert "<strong>Fin du bail</strong>" not in shown
    assert "l’instructeur dit s’il continue" not in shown
    assert "jusqu’au 30/11/2026, et continue depuis" in shown
    plan = plans.prepare_plan(request, **ask)
    connection.check_constraints()
    assert plan.derogation == ""
    assert Instalment.objects.filter(plan=plan, due_on__gt=SOON).count() == 6
    held = plans.approve_plan(plan, by=path.cast.manager, at=later)
    day = later.date()
    plans.sign_plan(held, tenant_on=day, landlord_on=day, by=worker, at=later)
    connection.check_constraints()
    assert list(faults()) == []


def test_a_plan_rests_on_the_answer_that_stood_when_it_was_approved(path: Path) -> None:
    """The household left afterwards: nothing of the plan was tampered with. Before, it was."""
    decision, later = granted(path)
    request, worker = decision.request, path.cast.case_worker
    lease_end.note_renewal(request, learned="Quittance.", by=worker, at=later)
    request = fresh(request)
    plan = plans.prepare_plan(
        request, first_due=date(2026, 12, 31), count=6, by=worker, at=later + timedelta(hours=2)
    )
    connection.check_constraints()
    held = plans.approve_plan(plan, by=path.cast.manager, at=later + timedelta(hours=2))
    day = later.date()
    plans.sign_plan(held, tenant_on=day, landlord_on=day, by=worker, at=later + timedelta(hours=2))
    lease_end.change_lease_end(
        request, left_on=day, learned="État des lieux.", by=worker,
        at=later + timedelta(hours=3),
    )  # fmt: skip
    assert list(faults()) == []
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        LeaseRenewal.objects.filter(goes_on=False).update(at=later + timedelta(hours=1))
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert any("dépasse la fin du bail" in fault for fault in faults())


def test_a_departure_that_a_paid_rent_denies(path: Path) -> None:
    plan = path.running_plan()
    request, cast, at = plan.request, path.cast, path.cast.at
    later = at + timedelta(days=40)
    current_rent.note_rent(plan, month=later.date(), kind="paye", by=cast.case_worker, at=later)
    gone = {"kind": "depart", "by": cast.reception, "at": later}
    with pytest.raises(Refused, match="Le loyer de janvier 2027, après ce départ") as caught:
        tenancy_events.note_event(request, happened_on=date(2026, 12, 1), **gone)
    assert caught.value.field == "happened_on"
    refused(
        "INSERT INTO secours_loyer_tenancyevent (tenancy_id, kind, happened_on, detail, answer,"
        " answer_reason, noted_by_id, noted_at) VALUES (%s, 'depart', %s, '', '', '', %s, %s)",
        *(request.tenancy_id, date(2026, 12, 1), cast.reception.pk, later),
        by="lease_event_left_as_known",
    )
    tenancy_events.note_event(request, happened_on=date(2027, 1, 2), **gone)


def test_a_departure_that_a_signed_plan_denies(path: Path) -> None:
    request, day = path.running_plan().request, date(2026, 11, 2)
    with pytest.raises(Refused, match="a signé le plan en cours le 23/11/2026"):
        tenancy_events.note_event(
            request, kind="depart", happened_on=day, by=path.cast.reception, at=path.cast.at
        )


def test_a_departure_that_a_manager_denies(path: Path) -> None:
    request = ready(path)
    cast, at = path.cast, path.cast.at
    event = left(path, request, date(2026, 11, 2))
    tenancy_events.answer_event(
        event, request=request, answer="continue", reason="Le conjoint reste.", by=cast.manager,
        at=at,
    )  # fmt: skip
    with pytest.raises(Refused, match="Un cadre a dit le 23/11/2026"):
        left(path, fresh(request), date(2026, 11, 10))
    renewed(path, fresh(request))


def test_a_departure_is_of_the_lease_and_not_to_come(path: Path) -> None:
    request = ready(path)
    for day, words in ((date(2019, 1, 1), "précède le bail"), (date(2026, 12, 24), "à venir")):
        with pytest.raises(Refused, match=words) as caught:
            left(path, request, day)
        assert caught.value.field == "left_on"


def test_it_does_not_go_on_while_an_event_ends_it(path: Path) -> None:
    request = ready(path)
    left(path, request, date(2026, 5, 2))
    with pytest.raises(Refused, match="terminé depuis le 02/05/2026"):
        renewed(path, fresh(request))
    row = (request.tenancy_id, request.pk, PAST, "x", path.cast.case_worker.pk, path.cast.at)
    refused(WRITTEN, *row, by="lease_renewal_not_ended")


def test_the_answer_is_given_anew_and_both_stay(path: Path) -> None:
    request = ready(path)
    cast, at = path.cast, path.cast.at
    with pytest.raises(Refused, match="Aucune réponse"):
        changed(path, request, None, "Quittance.")
    first = renewed(path, request)
    with pytest.raises(Refused, match="déjà la réponse notée"):
        changed(path, request, None, first.learned)
    with pytest.raises(Refused, match="L’instructeur de la demande"):
        lease_end.change_lease_end(request, left_on=None, learned="x", by=cast.manager, at=at)
    second = changed(path, request, None, "Avenant du 1er mai.")
    assert (second.goes_on, second.replaces) == (True, first)
    third = changed(path, request, date(2026, 5, 2), "État des lieux.")
    assert (third.goes_on, third.replaces) == (False, second)
    event = TenancyEvent.objects.get()
    assert (event.kind, event.happened_on, event.detail) == (
        "depart", date(2026, 5, 2), "État des lieux.",
    )  # fmt: skip
    assert JournalEntry.objects.filter(verb="change_lease_end").count() == 2
    with pytest.raises(Refused, match="Aucune réponse"):
        changed(path, fresh(request), None, "Quittance.")
    tenancy_events.answer_event(
        event, request=request, answer="erreur", reason="Il est là.", by=cast.manager, at=at
    )
    assert end_waits(fresh(request), on=TODAY)
    assert renewed(path, fresh(request)).replaces == third
    assert not end_waits(fresh(request), on=TODAY)
    assert list(faults()) == []


def test_the_walls_of_an_answer_given_anew(path: Path) -> None:
    request = ready(path)
    worker, at = path.cast.case_worker, path.cast.at
    first = renewed(path, request)
    anew = (
        "INSERT INTO secours_loyer_leaserenewal (tenancy_id, request_id, past_end, learned, by_id,"
        " at, goes_on, replaces_id) VALUES (%s, %s, %s, 'x', %s, %s, %s, %s)"
    )
    row = (request.tenancy_id, request.pk, PAST, worker.pk, at)
    refused(anew, *row, False, first.pk, by="lease_renewal_left_by_event")
    refused(anew, *row, True, None, by="lease_renewal_once")
    changed(path, request, None, "Avenant.")
    refused(anew, *row, True, first.pk, by="replaces_id")
    other = ready(path, date(2026, 3, 31), last="Autre", reference="L-2")
    elsewhere = (other.tenancy_id, other.pk, date(2026, 3, 31), worker.pk, at)
    refused(anew, *elsewhere, True, first.pk, by="lease_renewal_replaces_own")


def test_the_page_says_what_was_noted(path: Path) -> None:
    request = ready(path)
    worker = browser(path, path.cast.case_worker)

    def sent(step: str, **typed: str) -> str:
        address = reverse("secours_loyer:file_step", args=[request.uid, step])
        answer = worker.post(
            address, {f"{step}-{key}": value for key, value in typed.items()}, follow=True
        )
        return answer.content.decode()

    told = sent("answer_lease_end", what="reconduit", learned="Quittance.")
    assert "C’est noté : le bail continue après le 30/04/2026." in told
    assert "Changer la réponse sur la fin du bail" in told
    told = sent("change_lease_end", what="parti", learned="Le bailleur.")
    assert "Dites quel jour le ménage est parti." in told
    told = sent("change_lease_end", what="parti", left_on="2026-05-02", learned="Le bailleur.")
    assert "C’est noté : le ménage est parti le 02/05/2026." in told
    assert "Changer la réponse sur la fin du bail" not in told
    lease = worker.get(reverse("secours_loyer:lease", args=[request.uid])).content.decode()
    assert "Le bail continue après le 30/04/2026" in lease
    assert "Réponse changée : le ménage est parti" in lease
    assert LeaseRenewal.objects.count() == 2


def test_a_refusal_asks_nothing_more_of_the_lease(path: Path) -> None:
    request = path.decided(path.validated(lease={"lease_end": SOON}), "refus").request
    later = path.cast.at + timedelta(days=10)
    assert end_words(fresh(request), on=later.date()) == ""
    with pytest.raises(Refused, match="n’attend plus rien du bail"):
        lease_end.note_renewal(request, learned="x", by=path.cast.case_worker, at=later)


def test_a_lease_that_goes_on_takes_no_day_of_leaving(path: Path) -> None:
    """The day was dropped without a word."""
    request = ready(path)
    reader = browser(path, path.cast.case_worker)
    page = reverse("secours_loyer:file", args=[request.uid])
    sent = {"what": "reconduit", "left_on": "02/11/2026", "learned": "Quittance d’octobre."}
    typed = {f"answer_lease_end-{name}": value for name, value in sent.items()}
    refused_page = reader.post(f"{page}answer_lease_end/", typed)
    assert refused_page.status_code == 422
    shown = refused_page.content.decode()
    assert "Le bail continue : videz cette date" in shown
    assert "Quittance d’octobre." in shown
    assert not LeaseRenewal.objects.exists()
    typed["answer_lease_end-left_on"] = ""
    assert reader.post(f"{page}answer_lease_end/", typed).status_code == 302
