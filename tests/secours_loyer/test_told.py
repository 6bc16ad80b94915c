"""The person is told at each step: letters before the decision, messages, one page to hand over."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actors.models import Message
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import instruction
from secours_loyer.actions.notifying import notify
from secours_loyer.actions.statements import ask_statement
from secours_loyer.letters.follow import follow_sheet
from secours_loyer.models import Letter, LetterKind
from secours_loyer.queries.follow import followed
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_commission_papers import text_of

pytestmark = pytest.mark.django_db


def words(letter: Letter) -> str:
    return text_of(letter.file.content.read())


def kinds() -> list[str]:
    return sorted(Message.objects.values_list("kind", flat=True))


def test_the_acknowledgement_says_what_is_awaited_and_until_when(path: Path) -> None:
    cast = path.cast
    request = path.filed(by=cast.agent_a)
    letter = request.letters.get(kind=LetterKind.FILED)
    text = words(letter)
    for told in (request.number, "Famille Vesle", "Avis d’imposition", "23 janvier 2027"):
        assert told in text, told
    assert kinds() == ["secours_loyer.document_waiting"]
    shown = cast.client(cast.agent_a).get(
        reverse("secours_loyer:own_letter", args=[request.uid, letter.pk])
    )
    assert shown.status_code == 200


def test_missing_papers_are_asked_in_writing(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed(by=cast.agent_a)
    instruction.ask_missing(request, missing="Un décompte signé.", by=cast.reception, at=at)
    text = words(request.letters.get(kind=LetterKind.MISSING))
    for told in ("Un décompte signé.", "Avis d’imposition", "Attestation de la CAF"):
        assert told in text, told


def test_the_landlord_is_asked_without_a_word_on_the_household(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.studied()
    letter = ask_statement(request, by=cast.reception, at=at)
    text = words(letter)
    for told in ("décompte daté et signé", "12 rue de l’Essai", "L-1"):
        assert told in text, told
    for untold in ("Perte d’emploi", "60 000", "600,00", "RSA"):
        assert untold not in text, untold
    with pytest.raises(Refused, match="déjà écrite"):
        ask_statement(request, by=cast.reception, at=at)
    with pytest.raises(Refused, match="par le CCAS"):
        ask_statement(request, by=cast.finance, at=at)
    decided = path.granted(last="Suippe", reference="L-2").request
    with pytest.raises(Refused, match="ne change plus"):
        ask_statement(decided, by=cast.reception, at=at)


def test_each_step_is_told_once_to_whoever_filed(path: Path) -> None:
    cast = path.cast
    session = path.prepared_session(path.validated(by=cast.agent_a))
    assert kinds() == [
        "secours_loyer.document_waiting",
        *["secours_loyer.file_moves"] * 2,
    ]
    request = session.items.get().request
    told = followed(request)
    day = "lundi 23\N{NO-BREAK SPACE}novembre 2026"
    assert told["next"] == f"La commission examine la demande le {day}."
    assert {line["date"] for line in told["history"]} == {"23/11/2026 à 9\u00a0h"}
    assert [line["title"] for line in told["history"]] == [
        "Votre demande est déposée.",
        "Un instructeur étudie votre demande.",
        "Votre demande est inscrite à une séance de la commission.",
    ]
    until = {line["label"]: line["value"] for line in told["lines"]}["Réponse au plus tard"]
    assert until == "le samedi 23\N{NO-BREAK SPACE}janvier 2027"


def test_the_sheet_to_hand_over_is_in_plain_words(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed(by=cast.agent_a)
    agent = cast.client(cast.agent_a)
    page = agent.get(reverse("secours_loyer:own_request", args=[request.uid])).content.decode()
    url = reverse("secours_loyer:own_follow_sheet", args=[request.uid])
    assert url in page
    assert "Votre demande est déposée." in page
    answer = agent.get(url)
    text = text_of(answer.content)
    for told in ("Où en est ma demande", "Avis d’imposition", "Votre demande est déposée."):
        assert told in text, told
    assert cast.client(cast.agent_b).get(url).status_code == 404
    decided = path.granted(last="Suippe", reference="L-2").request
    body = str(follow_sheet(decided, at=at)["body"])
    assert "tribunal administratif" in body
    assert "Pièces attendues" not in body


def test_the_reception_prints_what_comes_before_the_decision(path: Path) -> None:
    cast = path.cast
    decision = path.granted()
    file = decision.request
    notify(file, by=cast.secretary, at=cast.at)
    client = cast.client(cast.reception)
    page = client.get(reverse("secours_loyer:file", args=[file.uid])).content.decode()
    early, late = (file.letters.get(kind=kind) for kind in (LetterKind.FILED, LetterKind.DECISION))
    links = [reverse("secours_loyer:letter", args=[letter.pk]) for letter in (early, late)]
    assert [link in page for link in links] == [True, False]
    assert [client.get(link).status_code for link in links] == [200, 404]
