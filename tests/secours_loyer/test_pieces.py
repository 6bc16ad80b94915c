"""Papers that were asked for: kept the moment they are sent, read by those who study requests."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from actors.models import SensitiveRead
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import filing, instruction, pieces
from secours_loyer.models import RentRequest, RequestPiece
from secours_loyer.states import RequestState
from tests.secours_loyer.path import PDF, Path
from tests.secours_loyer.test_journey_by_pages import browser

pytestmark = pytest.mark.django_db
RIGHT = {"summary": "Complété.", "certified": "900", "statement_on": "2026-11-10"}
SAME = {**RIGHT, "certified": "1000"}  # another amount goes with a newer statement


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


@pytest.fixture
def asked(path: Path) -> RentRequest:
    return instruction.ask_missing(
        path.filed(by=path.cast.agent_a),
        missing="La dernière quittance, et une attestation de la CAF.",
        by=path.cast.case_worker,
        at=path.cast.at,
    )


def page(request: RentRequest) -> str:
    return reverse("secours_loyer:own_request", args=[request.uid])


def pdf(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF)


def test_several_papers_go_back_with_the_request(path: Path, asked: RentRequest) -> None:
    agent = path.cast.client(path.cast.agent_a)
    sent = {**RIGHT, "pieces": [pdf("quittance.pdf"), pdf("caf.pdf")], "statement": pdf("neuf.pdf")}
    assert agent.post(page(asked), sent).status_code == 302
    back = RentRequest.objects.get(pk=asked.pk)
    assert (back.state, back.missing, back.debt.certified_cents) == (RequestState.FILED, "", 90_000)
    assert back.debt.statement is not None
    assert back.debt.statement.name == "neuf.pdf"
    assert [str(piece) for piece in back.pieces.all()] == ["quittance.pdf", "caf.pdf"]


def test_papers_are_kept_even_when_the_rest_is_refused(path: Path, asked: RentRequest) -> None:
    agent = path.cast.client(path.cast.agent_a)
    wrong = {**RIGHT, "certified": "beaucoup", "pieces": [pdf("quittance.pdf")]}
    answer = agent.post(page(asked), wrong)
    assert answer.status_code == 422
    assert "quittance.pdf" in answer.content.decode()
    assert "beaucoup" in answer.content.decode()
    other = agent.post(page(asked), RIGHT)
    assert other.status_code == 422
    assert "joignez le nouveau décompte" in other.context["form"].errors["statement"][0]
    assert agent.post(page(asked), SAME).status_code == 302
    assert RequestPiece.objects.count() == 1


def test_papers_now_and_the_rest_later(path: Path, asked: RentRequest) -> None:
    agent = path.cast.client(path.cast.agent_a)
    agent.post(page(asked), {**RIGHT, "pieces": [pdf("quittance.pdf")], "geste": "joindre"})
    assert RentRequest.objects.get(pk=asked.pk).state == RequestState.INCOMPLETE
    assert RequestPiece.objects.count() == 1


def test_a_bad_file_is_told_beside_its_field(path: Path, asked: RentRequest) -> None:
    agent = path.cast.client(path.cast.agent_a)
    bad = SimpleUploadedFile("virus.exe", b"MZ")
    answer = agent.post(page(asked), {**RIGHT, "pieces": [bad]})
    assert answer.status_code == 422
    assert answer.context["form"].errors["pieces"] == ["Déposez un PDF, ou une photo JPEG ou PNG."]
    assert RentRequest.objects.get(pk=asked.pk).state == RequestState.INCOMPLETE


def test_too_many_papers(path: Path, asked: RentRequest) -> None:
    upload = filing.Upload("a.pdf", PDF)
    by, at = path.cast.agent_a, path.cast.at
    pieces.add_pieces(asked, [upload] * pieces.MOST, by=by, at=at)
    with pytest.raises(Refused, match="20 pièces au plus"):
        pieces.add_pieces(asked, [upload], by=by, at=at)


def test_no_paper_once_decided_nor_for_anothers_request(path: Path, asked: RentRequest) -> None:
    upload, at = filing.Upload("a.pdf", PDF), path.cast.at
    with pytest.raises(Refused, match="pas celle de votre organisation"):
        pieces.add_pieces(asked, [upload], by=path.cast.agent_b, at=at)
    other = path.validated(last="Suippe", reference="L-2")
    path.decided(other, "refus")
    with pytest.raises(Refused, match="n’attend plus de pièce"):
        pieces.add_pieces(other, [upload], by=path.cast.reception, at=at)
    filed = path.filed(last="Marne", reference="L-3")
    with pytest.raises(Refused, match="demandé un complément"):
        pieces.replace_statement(filed, upload, by=path.cast.reception, at=at)


def test_the_ccas_adds_and_reads_papers_and_sends_its_own_request_back(path: Path) -> None:
    cast = path.cast
    request = path.filed(by=cast.reception, start=date(2026, 5, 1), months=1)
    instruction.ask_missing(request, missing="Le bail.", by=cast.case_worker, at=cast.at)
    file = reverse("secours_loyer:file", args=[request.uid])
    reception = browser(path, cast.reception)
    added = reception.post(f"{file}add_pieces/", {"add_pieces-pieces": [pdf("bail.pdf")]})
    assert added.status_code == 302
    resent = {f"complete_request-{name}": value for name, value in SAME.items()}
    assert reception.post(f"{file}complete_request/", resent).status_code == 302
    assert RentRequest.objects.get(pk=request.pk).state == RequestState.FILED
    address = reverse("secours_loyer:piece", args=[request.uid, RequestPiece.objects.get().pk])
    assert address in reception.get(file).content.decode()
    before = SensitiveRead.objects.count()
    assert reception.get(address).headers["Content-Disposition"].startswith("attachment")
    assert SensitiveRead.objects.count() == before + 1


@pytest.mark.parametrize("role", ["finance", "auditor"])
def test_who_pays_reads_neither_papers_nor_situation(
    path: Path, asked: RentRequest, role: str
) -> None:
    upload = filing.Upload("fiche-de-paie.pdf", PDF)
    made = pieces.add_pieces(asked, [upload], by=path.cast.agent_a, at=path.cast.at)
    client = browser(path, getattr(path.cast, role))
    shown = client.get(reverse("secours_loyer:file", args=[asked.uid])).content.decode()
    assert asked.number in shown
    assert "fiche-de-paie" not in shown
    assert asked.summary not in shown
    address = reverse("secours_loyer:piece", args=[asked.uid, made[0].pk])
    assert client.get(address).status_code == 403


def test_sql_never_changes_a_paper(path: Path, asked: RentRequest) -> None:
    upload = filing.Upload("a.pdf", PDF)
    pieces.add_pieces(asked, [upload], by=path.cast.agent_a, at=path.cast.at)
    for sql in ("DELETE FROM", "TRUNCATE"):
        with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(f"{sql} secours_loyer_requestpiece")
    assert RequestPiece.objects.count() == 1


@pytest.mark.parametrize("assigned", [False, True])
def test_awaited_papers_are_sent_before_anybody_asks(path: Path, *, assigned: bool) -> None:
    cast = path.cast
    make = path.studied if assigned else path.filed
    request = make(by=cast.agent_a)
    state = request.state
    agent, caf = cast.client(cast.agent_a), request.checklist.get(kind="caf")
    assert "Envoyer les pièces" in agent.get(page(request)).content.decode()
    sent = {"pieces": [pdf("caf.pdf")], "answers": caf.pk, "geste": "joindre"}
    assert agent.post(page(request), sent).status_code == 302
    assert RentRequest.objects.get(pk=request.pk).state == state
    caf.refresh_from_db()
    assert caf.get_state_display() == "Reçue, à vérifier"
    file = reverse("secours_loyer:file", args=[request.uid])
    shown = cast.client(cast.case_worker).get(file).content.decode()
    assert "Pièces reçues, à vérifier : Attestation de la CAF" in shown
    bad = {"pieces": [SimpleUploadedFile("virus.exe", b"MZ")], "geste": "joindre"}
    assert agent.post(page(request), bad).status_code == 422
    assert cast.client(cast.agent_b).post(page(request), sent).status_code == 404
    # Sending back is for a request that was sent back.
    assert agent.post(page(request), RIGHT).status_code == 422
