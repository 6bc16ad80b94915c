"""A lease whose written end is past: whoever studies the request says what followed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from actors.models import JournalEntry
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import checklist, delegation, instruction, lease_end, tenancy_events
from secours_loyer.actions.ledger_check import faults
from secours_loyer.actions.ties import declare_tie
from secours_loyer.models import LeaseRenewal, RentRequest, TenancyEvent
from secours_loyer.queries.lease_end import end_waits
from secours_loyer.states import RequestState
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_journey_by_pages import browser
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
PAST = date(2026, 4, 30)
ASKED = "Le bail devait finir le 30/04/2026"
WRITTEN = (
    "INSERT INTO secours_loyer_leaserenewal (tenancy_id, request_id, past_end, learned, by_id, at)"
    " VALUES (%s, %s, %s, %s, %s, %s)"
)


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


def ready(path: Path, end: date | None = PAST, **asked: Any) -> RentRequest:
    """Everything is checked, but the end of the lease."""
    request = path.studied(lease={"lease_end": end}, **asked)
    instruction.compute_assessment(request, by=path.cast.case_worker, at=path.cast.at)
    checklist.waive_rest(request, reason="Vues.", by=path.cast.case_worker, at=path.cast.at)
    return path.checked_elsewhere(request)


def opinion(path: Path, request: RentRequest) -> RentRequest:
    kept = request.assessments.get()
    return instruction.give_opinion(
        request, proposed_cents=kept.aid_cents, by=path.cast.case_worker, at=path.cast.at
    )


def renewed(path: Path, request: RentRequest, learned: str = "Quittance d’octobre.") -> Any:
    return lease_end.note_renewal(
        request, learned=learned, by=path.cast.case_worker, at=path.cast.at
    )


def test_no_opinion_before_the_answer(path: Path) -> None:
    request = ready(path)
    with pytest.raises(Refused, match=ASKED):
        opinion(path, request)
    refused(
        "UPDATE secours_loyer_rentrequest SET state = 'avis_rendu', proposed_cents = 100"
        " WHERE id = %s",
        request.pk,
        by="request_lease_end_answered",
    )
    renewal = renewed(path, request)
    assert (renewal.past_end, renewal.learned) == (PAST, "Quittance d’octobre.")
    assert opinion(path, request).state == RequestState.OPINION
    assert JournalEntry.objects.filter(verb="note_renewal").count() == 1
    assert list(faults()) == []


@pytest.mark.parametrize("end", [None, date(2026, 11, 23), date(2027, 4, 30)])
def test_a_lease_that_runs_asks_nothing(path: Path, end: date | None) -> None:
    request = ready(path, end)
    assert not end_waits(request, on=paris_day(path.cast.at))
    assert opinion(path, request).state == RequestState.OPINION
    with pytest.raises(Refused, match="n’est pas passée"):
        renewed(path, request)


def test_a_household_that_left_is_an_event_of_the_lease(path: Path) -> None:
    request = ready(path)
    lease_end.note_departure(
        request, left_on=date(2026, 5, 2), learned="État des lieux vu.",
        by=path.cast.case_worker, at=path.cast.at,
    )  # fmt: skip
    event = TenancyEvent.objects.get()
    assert (event.kind, event.happened_on, event.answer) == ("depart", date(2026, 5, 2), "")
    assert opinion(path, RentRequest.objects.get(pk=request.pk)).state == RequestState.OPINION


def test_a_departure_noted_by_mistake_asks_again(path: Path) -> None:
    request = ready(path)
    event = lease_end.note_departure(
        request, left_on=date(2026, 5, 2), learned="Un voisin.",
        by=path.cast.case_worker, at=path.cast.at,
    )  # fmt: skip
    tenancy_events.answer_event(
        event, request=request, answer="erreur", reason="Le ménage est là.", by=path.cast.manager,
        at=path.cast.at,
    )  # fmt: skip
    with pytest.raises(Refused, match=ASKED):
        opinion(path, RentRequest.objects.get(pk=request.pk))


def test_no_urgent_decision_before_the_answer(path: Path) -> None:
    request = ready(path)
    with pytest.raises(Refused, match=ASKED):
        delegation.decide_urgently(
            request, motive="Expulsion.", urgency="Demain.", aid_cents=10_000,
            by=path.cast.signatory, at=path.cast.at,
        )  # fmt: skip
    renewed(path, request)
    granted = delegation.decide_urgently(
        request, motive="Expulsion.", urgency="Demain.", aid_cents=10_000,
        by=path.cast.signatory, at=path.cast.at,
    )  # fmt: skip
    assert granted.aid_cents == 10_000


def test_only_the_instructor_answers_once(path: Path) -> None:
    request = ready(path)
    with pytest.raises(Refused, match="L’instructeur de la demande"):
        lease_end.note_renewal(request, learned="x", by=path.cast.manager, at=path.cast.at)
    with pytest.raises(Refused, match="d’après quoi") as caught:
        renewed(path, request, " ")
    assert caught.value.field == "learned"
    with pytest.raises(Refused, match="à venir") as late:
        lease_end.note_departure(
            request, left_on=date(2026, 12, 24), learned="x", by=path.cast.case_worker,
            at=path.cast.at,
        )  # fmt: skip
    assert late.value.field == "left_on"
    renewed(path, request)
    with pytest.raises(Refused, match="déjà sa réponse"):
        renewed(path, request)


def test_the_walls_of_a_renewal(path: Path) -> None:
    request = ready(path)
    worker, other, at = path.cast.case_worker, path.cast.manager, path.cast.at
    lease = request.tenancy_id

    def wrong(by: str, *row: object) -> None:
        refused(WRITTEN, *row, by=by)

    wrong("lease_renewal_of_past_end", lease, request.pk, date(2026, 5, 1), "x", worker.pk, at)
    wrong("lease_renewal_by_instructor", lease, request.pk, PAST, "x", other.pk, at)
    wrong("lease_renewal_learned", lease, request.pk, PAST, "", worker.pk, at)
    renewed(path, request)
    wrong("lease_renewal_once", lease, request.pk, PAST, "x", worker.pk, at)
    refused("UPDATE secours_loyer_leaserenewal SET learned = 'x'", by="lease_renewal_kept")
    refused("DELETE FROM secours_loyer_leaserenewal", by="lease_renewal_kept")


def test_an_end_to_come_is_not_answered(path: Path) -> None:
    request = ready(path, date(2027, 4, 30))
    row = (request.tenancy_id, request.pk, date(2027, 4, 30), "x", path.cast.case_worker.pk)
    refused(WRITTEN, *row, path.cast.at, by="lease_renewal_of_past_end")


def test_whoever_has_a_tie_does_not_answer(path: Path) -> None:
    request = ready(path)
    worker, at = path.cast.case_worker, path.cast.at
    declare_tie(request, reason="Voisin.", by=worker, at=at)
    with pytest.raises(Refused, match="lien"):
        renewed(path, request)
    row = (request.tenancy_id, request.pk, PAST, "x", worker.pk, at)
    refused(WRITTEN, *row, by="lease_correction_tied")


def test_the_page_asks_and_takes_the_answer(path: Path) -> None:
    request = ready(path)
    page = reverse("secours_loyer:file", args=[request.uid])
    worker = browser(path, path.cast.case_worker)
    assert ASKED in worker.get(page).content.decode()
    lease = reverse("secours_loyer:lease", args=[request.uid])
    assert ASKED in worker.get(lease).content.decode()
    step, name = f"{page}answer_lease_end/", "answer_lease_end"
    answer = worker.post(step, {f"{name}-what": "parti", f"{name}-learned": "Le bailleur."})
    assert answer.status_code == 422
    assert "Dites quel jour le ménage est parti." in answer.content.decode()
    assert "Le bailleur." in answer.content.decode()
    typed = {f"{name}-what": "reconduit", f"{name}-learned": "Quittance de novembre."}
    assert worker.post(step, typed).status_code == 302
    assert LeaseRenewal.objects.get().learned == "Quittance de novembre."
    assert ASKED not in worker.get(page).content.decode()
    assert "Quittance de novembre." in worker.get(lease).content.decode()


def test_the_page_takes_a_departure(path: Path) -> None:
    request = ready(path)
    name = "answer_lease_end"
    step = reverse("secours_loyer:file_step", args=[request.uid, name])
    typed = {"what": "parti", "left_on": "2026-05-02", "learned": "État des lieux."}
    worker = browser(path, path.cast.case_worker)
    sent = worker.post(step, {f"{name}-{key}": value for key, value in typed.items()})
    assert sent.status_code == 302
    assert TenancyEvent.objects.get().happened_on == date(2026, 5, 2)
