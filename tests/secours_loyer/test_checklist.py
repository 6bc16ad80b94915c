"""The papers of a request: awaited, received, judged with a reason; no opinion without them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import checklist, instruction, pieces
from secours_loyer.models import AskedPiece, PieceKind, PieceState, RentRequest
from secours_loyer.states import RequestState
from tests.secours_loyer.path import STATEMENT, Path
from tests.secours_loyer.test_journey_by_pages import browser
from tests.secours_loyer.test_pieces import RIGHT, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAIL_CLOCK", "2026-11-23T09:00+01:00")


def line(request: RentRequest, kind: str = PieceKind.CAF) -> AskedPiece:
    return request.checklist.get(kind=kind)


def test_a_request_opens_with_what_everybody_is_asked(path: Path) -> None:
    request = path.filed()
    assert {one.kind for one in request.checklist.all()} == set(PieceKind.values) - {"autre"}
    assert {one.state for one in request.checklist.all()} == {PieceState.WAITED}


def test_no_opinion_while_a_paper_waits_by_action_and_by_sql(path: Path) -> None:
    request, worker, at = path.studied(), path.cast.case_worker, path.cast.at
    kept = instruction.compute_assessment(request, by=worker, at=at)
    path.checked_elsewhere(request)
    with pytest.raises(Refused, match="« Attestation de la CAF du mois précédent »"):
        instruction.give_opinion(request, proposed_cents=kept.aid_cents, by=worker, at=at)
    with pytest.raises(IntegrityError, match="papers are awaited"), transaction.atomic():
        RentRequest.objects.filter(pk=request.pk).update(state=RequestState.OPINION)
    checklist.waive_rest(request, reason="Vues à l’accueil.", by=worker, at=at)
    given = instruction.give_opinion(request, proposed_cents=kept.aid_cents, by=worker, at=at)
    assert given.state == RequestState.OPINION


def test_a_paper_is_received_refused_sent_again_accepted(path: Path) -> None:
    request, worker, at = path.studied(), path.cast.case_worker, path.cast.at
    with pytest.raises(Refused, match="n’est pas arrivée"):
        checklist.judge_piece(line(request), verdict="acceptee", by=worker, at=at)
    pieces.add_pieces(request, [STATEMENT], answers=line(request), by=worker, at=at)
    assert line(request).state == PieceState.RECEIVED
    with pytest.raises(Refused, match="Dites pourquoi"):
        checklist.judge_piece(line(request), verdict="refusee", by=worker, at=at)
    checklist.judge_piece(
        line(request), verdict="refusee", reason="C’est celle de mars.", by=worker, at=at
    )
    asked = instruction.ask_missing(request, missing="", by=worker, at=at)
    assert "Attestation de la CAF du mois précédent (C’est celle de mars.)" in asked.missing
    assert "Bail" in asked.missing
    pieces.add_pieces(asked, [STATEMENT], answers=line(asked), by=worker, at=at)
    again = line(asked)
    assert (again.state, again.reason, again.judged_by) == (PieceState.RECEIVED, "", None)
    judged = checklist.judge_piece(again, verdict="acceptee", by=worker, at=at)
    assert judged.judged_by == worker


def test_a_paper_of_another_request_answers_nothing(path: Path) -> None:
    request = path.studied()
    other = path.filed(last="Marne", reference="L-2")
    pieces.add_pieces(
        request, [STATEMENT], answers=line(other), by=path.cast.case_worker, at=path.cast.at
    )
    assert line(other).state == PieceState.WAITED


@pytest.mark.parametrize(
    "change",
    [
        {"state": "acceptee", "judged": True},
        {"state": "refusee", "judged": True},
        {"state": "dispensee", "reason": "x"},
        {"kind": "autre"},
        {"state": "inventee"},
    ],
)
def test_sql_cannot_settle_a_paper_without_file_reason_or_person(
    path: Path, change: dict[str, Any]
) -> None:
    one = line(path.filed())
    written = {**change}
    if written.pop("judged", False):
        written |= {"judged_by": path.cast.manager, "judged_at": path.cast.at}
    with pytest.raises(IntegrityError), transaction.atomic():
        AskedPiece.objects.filter(pk=one.pk).update(**written)


def test_the_association_sends_a_paper_of_the_list_and_reads_where_it_stands(path: Path) -> None:
    request = path.filed(by=path.cast.agent_a)
    asked = instruction.ask_missing(request, missing="", by=path.cast.case_worker, at=path.cast.at)
    agent = browser(path, path.cast.agent_a)
    page = reverse("secours_loyer:own_request", args=[asked.uid])
    sent = {**RIGHT, "answers": line(asked).pk, "pieces": [pdf("caf.pdf")], "geste": "joindre"}
    assert agent.post(page, sent).status_code == 302
    assert line(asked).state == PieceState.RECEIVED
    assert "Reçue, à vérifier" in agent.get(page).content.decode()


def test_staff_judge_from_the_file_and_another_paper_is_asked(path: Path) -> None:
    request = path.studied()
    worker = browser(path, path.cast.case_worker)
    page = reverse("secours_loyer:file", args=[request.uid])
    form = {"judge_piece-verdict": "acceptee"}
    refused = worker.post(f"{page}judge_piece/", form)
    assert refused.status_code == 422
    assert "Choisissez la pièce" in refused.content.decode()
    worker.post(f"{page}ask_piece/", {"ask_piece-detail": "Jugement de divorce"})
    twice = worker.post(f"{page}ask_piece/", {"ask_piece-detail": "Jugement de divorce"})
    assert "déjà demandée" in twice.content.decode()
    worker.post(
        f"{page}judge_piece/",
        {
            "judge_piece-asked": line(request).pk,
            "judge_piece-verdict": "dispensee",
            "judge_piece-reason": "Pas d’aide de la CAF.",
        },
    )
    assert line(request).state == PieceState.WAIVED
    shown = worker.get(page).content.decode()
    assert "Jugement de divorce" in shown
    assert "Pas d’aide de la CAF." in shown


def test_waiving_the_rest_leaves_a_received_paper_to_be_read(path: Path) -> None:
    request, worker, at = path.studied(), path.cast.case_worker, path.cast.at
    pieces.add_pieces(request, [STATEMENT], answers=line(request), by=worker, at=at)
    waived = checklist.waive_rest(request, reason="Vues à l’accueil.", by=worker, at=at)
    assert len(waived) == 4
    assert line(request).state == PieceState.RECEIVED
    with pytest.raises(Refused, match="vérifiez-les une par une"):
        checklist.waive_rest(request, reason="Vues à l’accueil.", by=worker, at=at)
    checklist.judge_piece(line(request), verdict="acceptee", by=worker, at=at)
    assert checklist.waive_rest(request, reason="Plus rien.", by=worker, at=at) == []
