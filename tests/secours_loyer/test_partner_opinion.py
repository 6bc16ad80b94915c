"""An association is asked about a household that it accompanies, and sees nothing else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actors.households.actions.accompaniment import end_accompaniment
from actors.models import Message, SensitiveRead
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions.partner_opinions import (
    answer_partner,
    ask_partner,
    withdraw_question,
)
from secours_loyer.models import PartnerOpinion
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_walls import refused

pytestmark = pytest.mark.django_db

QUESTION = "Le loyer est-il repris ?"


def asked(path: Path) -> PartnerOpinion:
    cast = path.cast
    assert cast.agent_a
    return ask_partner(
        path.studied(),
        organisation=cast.entraide,
        question=QUESTION,
        by=cast.case_worker,
        at=cast.at,
    )


def test_the_association_answers_on_its_page(path: Path) -> None:
    cast, opinion = path.cast, asked(path)
    url = reverse("secours_loyer:partner_opinion", args=[opinion.uid])
    told = Message.objects.get(kind="secours_loyer.opinion_wanted")
    assert url in told.text
    assert "Vesle" not in told.text
    agent = cast.client(cast.agent_a)
    home = agent.get(reverse("actors:partner_home")).content.decode()
    assert url in home
    page = agent.get(url).content.decode()
    assert QUESTION in page
    assert "Famille Vesle" in page
    for kept in ("1 000,00", "Habitat d’essai", "SL-2026", "Perte d’emploi"):
        assert kept not in page
    assert SensitiveRead.objects.filter(route="secours_loyer:partner_opinion").exists()
    assert agent.post(url, {}).status_code == 422
    sent = agent.post(url, {"stance": "favorable", "answer": "Repris depuis septembre."})
    assert sent.status_code == 302
    assert "Repris depuis septembre." in agent.get(url).content.decode()
    assert agent.post(url, {"stance": "reserve", "answer": "x"}).status_code == 422
    assert url not in agent.get(reverse("actors:partner_home")).content.decode()
    file = reverse("secours_loyer:file", args=[opinion.request.uid])
    assert "Repris depuis septembre." in cast.client(cast.manager).get(file).content.decode()
    for reader in (cast.finance, cast.reception, cast.auditor, cast.secretary, cast.signatory):
        assert "Repris depuis septembre." not in cast.client(reader).get(file).content.decode()


def test_only_a_companion_is_asked_and_only_its_agents_answer(path: Path) -> None:
    cast, at, opinion = path.cast, path.cast.at, asked(path)
    url = reverse("secours_loyer:partner_opinion", args=[opinion.uid])
    for stranger in (cast.agent_b, cast.landlord_agent):
        assert cast.client(stranger).get(url).status_code in (403, 404)
    with pytest.raises(Refused, match="autre structure"):
        answer_partner(opinion, stance="favorable", answer="x", by=cast.agent_b, at=at)
    with pytest.raises(Refused, match="n’accompagne pas"):
        ask_partner(
            opinion.request,
            organisation=cast.secours,
            question="Tient-il son budget ?",
            by=cast.case_worker,
            at=at,
        )
    with pytest.raises(Refused, match="déjà demandé"):
        ask_partner(
            opinion.request,
            organisation=cast.entraide,
            question="Tient-il son budget ?",
            by=cast.case_worker,
            at=at,
        )
    refused(
        "INSERT INTO secours_loyer_partneropinion (uid, request_id, organisation_id, question,"
        " asked_by_id, asked_at, stance, answer) VALUES (gen_random_uuid(), %s, %s, '?', %s,"
        " now(), '', '')",
        *(opinion.request_id, cast.secours.pk, cast.case_worker.pk),
        by="opinion_of_companion",
    )
    answer = (
        "UPDATE secours_loyer_partneropinion SET stance = 'favorable', answer = {}, answered_at ="
        " asked_at, answered_by_id = %s"
    )
    refused(answer.format("'x'"), cast.agent_b.pk, by="opinion_by_its_member")
    refused(answer.format("''"), cast.agent_a.pk, by="opinion_answered_whole")
    refused("UPDATE secours_loyer_partneropinion SET question = 'x'", by="partner_opinion_frozen")
    refused("DELETE FROM secours_loyer_partneropinion", by="partner_opinion_kept")
    answer_partner(opinion, stance="reserve", answer="Non.", by=cast.agent_a, at=at)
    refused(
        "UPDATE secours_loyer_partneropinion SET answer = 'Oui.'", by="partner_opinion_given_frozen"
    )
    with pytest.raises(Refused, match="plus attendu"):
        withdraw_question(opinion, by=cast.case_worker, at=at)


def test_the_door_closes_with_the_accompaniment_or_the_question(path: Path) -> None:
    cast, at, opinion = path.cast, path.cast.at, asked(path)
    url = reverse("secours_loyer:partner_opinion", args=[opinion.uid])
    agent = cast.client(cast.agent_a)
    withdraw_question(opinion, by=cast.manager, at=at)
    page = agent.get(url).content.decode()
    assert "n’attend plus cet avis" in page
    with pytest.raises(Refused, match="plus attendu"):
        answer_partner(opinion, stance="favorable", answer="x", by=cast.agent_a, at=at)
    again = ask_partner(
        opinion.request,
        organisation=cast.entraide,
        question="Tient-il son budget ?",
        by=cast.case_worker,
        at=at,
    )
    assert again.pk != opinion.pk
    row = opinion.request.household.accompaniments.get()
    end_accompaniment(row, by=cast.case_worker, at=at)
    assert agent.get(url).status_code == 404


def test_an_opinion_is_asked_during_the_study(path: Path) -> None:
    cast = path.cast
    with pytest.raises(Refused, match="pendant l’instruction"):
        ask_partner(
            path.validated(),
            organisation=cast.entraide,
            question="Tient-il son budget ?",
            by=cast.case_worker,
            at=cast.at,
        )


def test_the_association_that_filed_reads_the_number_and_finds_the_question(path: Path) -> None:
    cast = path.cast
    request = path.studied(by=cast.agent_a)
    opinion = ask_partner(
        request, organisation=cast.entraide, question=QUESTION, by=cast.case_worker, at=cast.at
    )
    agent = cast.client(cast.agent_a)
    url = reverse("secours_loyer:partner_opinion", args=[opinion.uid])
    own = reverse("secours_loyer:own_request", args=[request.uid])
    assert url in agent.get(own).content.decode()
    page = agent.get(url).content.decode()
    assert request.number in page
    assert own in page
