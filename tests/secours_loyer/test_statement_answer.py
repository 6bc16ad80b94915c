"""A landlord certifies another amount than the debt: nothing goes on before somebody answers."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import agenda, delegation, instruction, landlord_links, sessions
from secours_loyer.actions import statement_answer as answers
from secours_loyer.models import AgendaItem, Decision, LandlordReport, RentRequest
from secours_loyer.queries.sheet import sheets_of
from tests.secours_loyer.path import STATEMENT, Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db
OTHER = "Le bailleur certifie 800,00"


def _certified(path: Path, request: RentRequest, cents: int = 80_000) -> LandlordReport:
    at = path.cast.at
    link = landlord_links.open_link(request, by=path.cast.case_worker, at=at)
    return landlord_links.certify_statement(
        link, cents=cents, said_on=paris_day(at), file=STATEMENT, at=at
    )


def _opinion(path: Path) -> RentRequest:
    request = path.validated()
    return instruction.send_back(request, reason="À revoir.", by=path.cast.manager, at=path.cast.at)


def _again(path: Path, request: RentRequest) -> RentRequest:
    worker, at = path.cast.case_worker, path.cast.at
    kept = instruction.compute_assessment(request, by=worker, at=at)
    return instruction.give_opinion(request, proposed_cents=kept.aid_cents, by=worker, at=at)


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


def test_no_validation_before_the_answer_then_the_debt_is_the_statement(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = _again(path, _opinion(path))
    said = _certified(path, request)
    with pytest.raises(Refused, match="Le bailleur certifie"):
        instruction.validate_technically(request, by=cast.manager, at=at)
    refused(
        "UPDATE secours_loyer_rentrequest SET state = 'validee_technique', validated_by_id = %s"
        " WHERE id = %s",
        *(cast.manager.pk, request.pk),
        by="request_statement_answered",
    )
    with pytest.raises(Refused, match="pendant l’instruction"):
        answers.take_up_statement(request, by=cast.case_worker, at=at)
    request = instruction.send_back(request, reason="À revoir.", by=cast.manager, at=at)
    with pytest.raises(Refused, match="L’instructeur de la demande répond"):
        answers.take_up_statement(request, by=cast.manager, at=at)
    with pytest.raises(Refused, match="Le bailleur certifie"):
        _again(path, request)
    answers.take_up_statement(request, by=cast.case_worker, at=at)
    request.debt.refresh_from_db()
    assert request.debt.certified_cents == 80_000
    assert (request.debt.statement_on, request.debt.statement) == (said.said_on, said.file)
    with pytest.raises(Refused, match="faites-le de nouveau"):
        instruction.give_opinion(request, proposed_cents=1, opinion="x", by=cast.case_worker, at=at)
    request = _again(path, RentRequest.objects.get(pk=request.pk))
    assert request.proposed_cents is not None
    assert request.proposed_cents <= 80_000
    assert instruction.validate_technically(request, by=cast.manager, at=at).state == (
        "validee_technique"
    )


def test_no_agenda_before_the_answer(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.validated()
    _certified(path, request)
    session = sessions.plan_session(held_at=at, place="x", by=cast.secretary, at=at)
    with pytest.raises(Refused, match="Le bailleur certifie"):
        agenda.register(session, [request], by=cast.secretary, at=at)
    refused(
        "UPDATE secours_loyer_rentrequest SET state = 'inscrite' WHERE id = %s",
        request.pk,
        by="request_statement_answered",
    )
    with pytest.raises(Refused, match="Écrivez pourquoi"):
        answers.keep_amount(request, why=" ", by=cast.case_worker, at=at)
    request = answers.keep_amount(request, why="Octobre manque.", by=cast.case_worker, at=at)
    (item,) = agenda.register(session, [request], by=cast.secretary, at=at)
    item = AgendaItem.objects.select_related("request__debt").get(pk=item.pk)
    told = _plain(dict(sheets_of([item])[0].lines)["Décompte du bailleur"])
    assert told.startswith(OTHER)
    assert told.endswith("Le montant de la demande reste : Octobre manque.")
    page = cast.client(cast.secretary).get(reverse("secours_loyer:session", args=[session.number]))
    assert "Octobre manque." in page.text


def test_no_decision_before_the_answer(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.validated()
    session = path.lifted(request)
    _certified(path, request)
    page = cast.client(cast.secretary).get(reverse("secours_loyer:session", args=[session.number]))
    assert OTHER in _plain(page.text)
    with pytest.raises(Refused, match="Dossier n° 1 : Le bailleur certifie"):
        path.signed(session)
    assert not Decision.objects.exists()
    request.refresh_from_db()
    answers.keep_amount(request, why="Octobre manque.", by=cast.case_worker, at=at)
    # A later statement is answered anew.
    _certified(path, request, 70_000)
    with pytest.raises(Refused, match="Dossier n° 1"):
        path.signed(session)
    _certified(path, request, 100_000)
    path.signed(session)
    assert Decision.objects.get().debt_cents == 100_000


def test_an_adjournment_needs_no_answer(path: Path) -> None:
    request = path.validated()
    session = path.lifted(request, "ajourne")
    _certified(path, request)
    path.signed(session)
    request.refresh_from_db()
    assert request.state == "ajournee"


def test_the_urgent_way_is_walled_too(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.validated()
    _certified(path, request)
    with pytest.raises(Refused, match="Le bailleur certifie un autre montant"):
        delegation.decide_urgently(
            request, motive="x", urgency="L’audience est demain.", aid_cents=20_000,
            by=cast.signatory, at=at,
        )  # fmt: skip
    assert not Decision.objects.exists()


def test_the_instructor_answers_on_the_page(path: Path) -> None:
    cast = path.cast
    request = path.studied()
    page = reverse("secours_loyer:file", args=[request.uid])
    worker = cast.client(cast.case_worker)
    assert "Reprendre le décompte du bailleur" not in worker.get(page).text
    _certified(path, request)
    shown = worker.get(page).text
    assert OTHER in _plain(shown)
    assert "Reprendre le décompte du bailleur" in shown
    assert "Garder le montant de la demande" in shown
    assert "Garder le montant de la demande" not in cast.client(cast.manager).get(page).text
    given = {"keep_amount-why": "Octobre manque."}
    assert worker.post(f"{page}keep_amount/", given).status_code == 302
    assert "Octobre manque." in worker.get(page).text
    assert worker.post(f"{page}take_up_statement/").status_code == 302
    request.debt.refresh_from_db()
    assert request.debt.certified_cents == 80_000
    assert "Reprendre le décompte du bailleur" not in worker.get(page).text
