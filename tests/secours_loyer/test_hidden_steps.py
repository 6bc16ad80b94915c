"""A step that the page does not show to somebody is not taken by sending its form all the same."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from actors.models import JournalEntry, User
from secours_loyer.models import RentRequest
from secours_loyer.states import BatchState, RequestState
from secours_loyer.views.staff.file_steps import STEPS
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_journey_by_pages import browser

pytestmark = pytest.mark.django_db


def hidden(path: Path, request: RentRequest, user: User) -> dict[str, int]:
    """Every step of the file that its page hides from this person → what sending it answers."""
    client, page = browser(path, user), reverse("secours_loyer:file", args=[request.uid])
    return {
        step.name: client.post(f"{page}{step.name}/", {}).status_code
        for step in STEPS
        if not (step.rule.allows(user) and step.shown(request, user))
    }


@pytest.mark.parametrize("role", ["case_worker", "manager", "reception", "finance", "signatory"])
@pytest.mark.parametrize("stop", ["filed", "studied", "validated", "granted"])
def test_what_the_page_hides_is_not_done(path: Path, role: str, stop: str) -> None:
    made: Any = getattr(path, stop)()
    request = made.request if stop == "granted" else made
    user = getattr(path.cast, role)
    before = JournalEntry.objects.count()
    answers = hidden(path, request, user)
    assert answers
    assert set(answers.values()) <= {403, 422}, answers
    assert JournalEntry.objects.count() == before


def test_the_page_keeps_what_was_typed_and_says_why(path: Path) -> None:
    """Another worker's file: the opinion is not theirs to give."""
    request, other = path.studied(), path.cast.person("autre", "instructeur")
    client, page = browser(path, other), reverse("secours_loyer:file", args=[request.uid])
    typed = {"give_opinion-proposed_cents": "600", "give_opinion-opinion": "Loyer repris."}
    answer = client.post(f"{page}give_opinion/", typed)
    assert answer.status_code == 422
    assert "n’est pas possible ici en ce moment" in answer.text
    assert "Loyer repris." in answer.text
    request.refresh_from_db()
    assert request.state == RequestState.STUDIED


def test_a_step_that_does_not_exist(path: Path) -> None:
    page = reverse("secours_loyer:file", args=[path.filed().uid])
    assert browser(path, path.cast.manager).post(f"{page}inconnu/", {}).status_code == 404


def test_a_second_click_is_answered_like_the_first(path: Path) -> None:
    """Exporting again gives the same file and writes nothing: nobody is told that it failed."""
    batch = path.closed()
    client = browser(path, path.cast.finance)
    page = reverse("secours_loyer:batch", args=[batch.number])
    assert client.post(f"{page}export_batch/").status_code == 302
    before = JournalEntry.objects.count()
    assert client.post(f"{page}export_batch/").status_code == 302
    assert JournalEntry.objects.count() == before
    batch.refresh_from_db()
    assert batch.state == BatchState.EXPORTED
