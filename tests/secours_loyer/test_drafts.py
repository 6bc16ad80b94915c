"""A request that is being written: resumed, corrected, filed once; nothing typed is lost."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actors.models import JournalEntry
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.drafts import file_draft, keep_draft
from secours_loyer.models import RentRequest, RequestDraft, Tenancy
from secours_loyer.states import RequestState
from tests.secours_loyer.path import PDF, STATEMENT, Path
from tests.secours_loyer.test_journey_by_pages import request_data

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


def page() -> str:
    return reverse("secours_loyer:draft", args=[uuid.uuid4()])


def typed(path: Path, **more: Any) -> dict[str, Any]:
    return {name: value for name, value in request_data(path, **more).items() if value is not None}


def test_three_words_are_enough_for_a_draft_that_comes_back_as_typed(path: Path) -> None:
    agent, draft = path.cast.client(path.cast.agent_a), page()
    sent = {"summary": "Appelé le bailleur", "rent": "450,5 euros", "geste": "brouillon"}
    assert agent.post(draft, sent).status_code == 302
    assert not RentRequest.objects.exists()
    assert not Tenancy.objects.exists()
    listed = agent.get(reverse("secours_loyer:own_requests")).content.decode()
    assert draft in listed
    assert "Ménage à choisir" in listed
    shown = agent.get(draft).content.decode()
    assert "Appelé le bailleur" in shown
    assert 'value="450,5 euros"' in shown
    assert "à corriger" not in shown


@pytest.mark.parametrize("field", ["summary", "household", "rent", "geste"])
def test_a_character_that_no_database_stores_is_refused_at_the_door(path: Path, field: str) -> None:
    """A draft keeps everything as typed: this one was an error page, its text in the error log."""
    agent = path.cast.client(path.cast.agent_a)
    assert agent.post(page(), {"geste": "brouillon", field: "a\x00b"}).status_code == 400
    assert not RequestDraft.objects.exists()


def test_a_refused_filing_keeps_everything_the_file_too(path: Path) -> None:
    agent, draft = path.cast.client(path.cast.agent_a), page()
    answer = agent.post(draft, typed(path, certified="beaucoup"))
    assert answer.status_code == 422
    assert "decompte.pdf" in answer.content.decode()
    # The browser does not send the file again: the draft has it.
    again = agent.post(draft, typed(path, statement=None))
    assert again.status_code == 302
    request = RentRequest.objects.get()
    assert again["Location"] == reverse("secours_loyer:own_request", args=[request.uid])
    assert request.state == RequestState.FILED
    assert request.debt.statement is not None
    assert request.debt.statement.name == "decompte.pdf"
    assert not RequestDraft.objects.exists()


def test_a_double_press_files_once_and_answers_twice(path: Path) -> None:
    agent, draft = path.cast.client(path.cast.agent_a), page()
    answers = [agent.post(draft, typed(path)) for _ in range(2)]
    request = RentRequest.objects.get()
    own = reverse("secours_loyer:own_request", args=[request.uid])
    assert [answer["Location"] for answer in answers] == [own, own]
    assert agent.get(draft)["Location"] == own


def test_a_bad_file_is_told_and_the_words_are_kept(path: Path) -> None:
    agent, draft = path.cast.client(path.cast.agent_a), page()
    bad = SimpleUploadedFile("virus.exe", b"MZ bad")
    answer = agent.post(draft, typed(path, statement=bad, geste="brouillon"), follow=True)
    assert "Déposez un PDF" in answer.content.decode()
    assert "Perte d’emploi en juin." in answer.content.decode()
    bad.seek(0)
    filed = agent.post(draft, typed(path, statement=bad))
    assert filed.status_code == 422
    assert "Déposez un PDF" in filed.content.decode()
    assert RequestDraft.objects.get().household == path.home()


def test_a_draft_without_statement_is_not_filed_and_says_so(path: Path) -> None:
    agent, draft = path.cast.client(path.cast.agent_a), page()
    answer = agent.post(draft, typed(path, statement=None))
    assert answer.status_code == 422
    assert "Joignez le décompte du bailleur" in answer.content.decode()
    assert not RentRequest.objects.exists()
    with_file = typed(path, statement=SimpleUploadedFile("d.pdf", PDF))
    assert agent.post(draft, with_file).status_code == 302


def test_a_draft_is_its_organisations(path: Path) -> None:
    cast, draft = path.cast, page()
    assert cast.client(cast.agent_a).post(draft, typed(path, geste="brouillon")).status_code == 302
    for stranger in (cast.agent_b, cast.landlord_agent):
        client = cast.client(stranger)
        assert client.get(draft).status_code in {403, 404}
        assert client.post(f"{draft}supprimer/").status_code in {403, 404}
    assert cast.client(cast.agent_b).post(draft, {"summary": "à moi"}).status_code != 302
    assert RequestDraft.objects.get().typed["summary"] == "Perte d’emploi en juin."
    staff = reverse("secours_loyer:staff_draft", args=[RequestDraft.objects.get().uid])
    assert cast.client(cast.reception).get(staff).status_code == 404


def test_the_ccas_takes_up_its_own_drafts(path: Path) -> None:
    cast = path.cast
    draft = reverse("secours_loyer:staff_draft", args=[uuid.uuid4()])
    reception, worker = cast.client(cast.reception), cast.client(cast.case_worker)
    assert reception.post(draft, {"summary": "Passée ce matin", "geste": "brouillon"}).status_code
    assert draft in worker.get(reverse("secours_loyer:board")).content.decode()
    assert "Passée ce matin" in worker.get(draft).content.decode()
    answer = worker.post(draft, typed(path, organisation=""))
    request = RentRequest.objects.get()
    assert answer["Location"] == reverse("secours_loyer:file", args=[request.uid])


def test_throwing_a_draft_away(path: Path) -> None:
    agent, draft = path.cast.client(path.cast.agent_a), page()
    agent.post(draft, {"summary": "rien", "geste": "brouillon"})
    assert agent.post(f"{draft}supprimer/").status_code == 302
    assert not RequestDraft.objects.exists()
    assert agent.get(draft).status_code == 404
    verbs = list(JournalEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["keep_draft", "discard_draft"]


def test_a_draft_claims_no_month(path: Path) -> None:
    cast = path.cast
    keep_draft(uuid.uuid4(), typed={"first_month": "2026-07-01"}, by=cast.agent_a, at=cast.at)
    assert path.filed().state == RequestState.FILED


def test_the_same_address_never_holds_two_drafts(path: Path) -> None:
    cast, uid = path.cast, uuid.uuid4()
    keep_draft(uid, typed={}, by=cast.agent_a, at=cast.at)
    with pytest.raises(Refused, match="Rechargez"):
        keep_draft(uid, typed={}, by=cast.agent_b, at=cast.at)


def test_another_associations_household_is_not_filed_from_a_draft(path: Path) -> None:
    cast, uid = path.cast, uuid.uuid4()
    keep_draft(uid, typed={}, household=path.home(), by=cast.agent_b, at=cast.at)
    with pytest.raises(Refused, match="n’est pas suivi"):
        file_draft(
            uid,
            path.home(),
            landlord=path.landlord(),
            lease=None,  # type: ignore[arg-type]
            claim=None,  # type: ignore[arg-type]
            statement=STATEMENT,
            by=cast.agent_b,
            at=cast.at,
        )
    assert RequestDraft.objects.filter(uid=uid).exists()
