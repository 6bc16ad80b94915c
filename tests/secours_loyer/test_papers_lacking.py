"""A request sent back without the papers asked: said before, told after, seen by the staff."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from secours_loyer.actions import instruction
from secours_loyer.models import RentRequest
from secours_loyer.states import RequestState
from tests.secours_loyer.path import PDF, Path
from tests.secours_loyer.test_journey_by_pages import browser

pytestmark = pytest.mark.django_db
SAME = {"summary": "Complété.", "certified": "1000", "statement_on": "2026-11-10"}
CAME_BACK = "la demande est revenue le 23/11/2026 sans elles"


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


@pytest.fixture
def asked(path: Path) -> RentRequest:
    return instruction.ask_missing(
        path.filed(by=path.cast.agent_a),
        missing="Le bail.",
        by=path.cast.case_worker,
        at=path.cast.at,
    )


def own(request: RentRequest) -> str:
    return reverse("secours_loyer:own_request", args=[request.uid])


def test_the_association_reads_what_lacks_before_and_after(path: Path, asked: RentRequest) -> None:
    agent = path.cast.client(path.cast.agent_a)
    before = agent.get(own(asked)).content.decode()
    lacking = before[before.index("Il manque encore") :]
    assert "<li>Bail</li>" in lacking
    sent = agent.post(own(asked), SAME, follow=True)
    told = sent.content.decode()
    assert "renvoyée au CCAS sans ces pièces" in told
    assert RentRequest.objects.get().state == RequestState.FILED
    file = reverse("secours_loyer:file", args=[asked.uid])
    assert CAME_BACK in browser(path, path.cast.case_worker).get(file).content.decode()


def test_a_paper_that_came_is_not_lacking(path: Path, asked: RentRequest) -> None:
    agent = path.cast.client(path.cast.agent_a)
    lease = asked.checklist.get(kind="bail")
    agent.post(
        own(asked),
        {
            **SAME,
            "pieces": [SimpleUploadedFile("bail.pdf", PDF)],
            "answers": lease.pk,
            "geste": "joindre",
        },
    )
    page = agent.get(own(asked)).content.decode()
    lacking = page[page.index("Il manque encore") : page.index("Joignez-les avant")]
    assert "Bail" not in lacking
    assert "impos" in lacking


def test_nothing_lacks_nothing_is_said(path: Path, asked: RentRequest) -> None:
    asked.checklist.update(state="dispensee", reason="Vue.", judged_by=path.cast.case_worker,
                           judged_at=path.cast.at)  # fmt: skip
    agent = path.cast.client(path.cast.agent_a)
    assert "Il manque encore" not in agent.get(own(asked)).content.decode()
    told = agent.post(own(asked), SAME, follow=True).content.decode()
    assert "La demande est renvoyée au CCAS." in told
    file = reverse("secours_loyer:file", args=[asked.uid])
    assert CAME_BACK not in browser(path, path.cast.case_worker).get(file).content.decode()


def test_the_staff_who_send_it_back_are_warned_too(path: Path, asked: RentRequest) -> None:
    file = reverse("secours_loyer:file", args=[asked.uid])
    page = browser(path, path.cast.case_worker).get(file).content.decode()
    assert "Ces pièces manquent encore" in page
    assert "La demande repart sans elles." in page
