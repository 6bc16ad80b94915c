"""A letter that says « appelez-nous » says where; until then, the manager is warned."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from actors.actions.parameters import decide_parameter
from secours_loyer.actions import instruction
from secours_loyer.actions.notifying import notify
from secours_loyer.actions.statements import ask_statement
from secours_loyer.letters.follow import follow_sheet
from secours_loyer.models import LetterKind
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_told import words

pytestmark = pytest.mark.django_db
PHONE, ADDRESS = "03 26 00 00 00", "11 rue de l’Essai, 51100 Reims"
WARNING = "Les lettres disent d’appeler le CCAS sans dire où"


def decide(path: Path, name: str, text: str) -> None:
    decide_parameter(name, text, since=date(2026, 1, 1), decision="essai", by=None, at=path.cast.at)


def test_letters_that_say_to_call_say_where(path: Path) -> None:
    cast = path.cast
    decide(path, "secours.telephone", PHONE)
    decide(path, "secours.adresse", ADDRESS)
    request = path.filed(by=cast.agent_a)
    instruction.ask_missing(request, missing="Le bail.", by=cast.reception, at=cast.at)
    decided = path.granted(last="Suippe", reference="L-2").request
    notify(decided, by=cast.secretary, at=cast.at)
    for file, kind in (
        (request, LetterKind.FILED),
        (request, LetterKind.MISSING),
        (decided, LetterKind.DECISION),
    ):
        text = " ".join(words(file.letters.get(kind=kind)).split())
        assert PHONE in text, kind
        assert ADDRESS in text, kind


def test_the_manager_is_warned_until_both_are_known(path: Path) -> None:
    cast, board = path.cast, reverse("secours_loyer:board")
    manager, worker = cast.client(cast.manager), cast.client(cast.case_worker)
    assert WARNING in manager.get(board).text
    assert WARNING not in worker.get(board).text
    decide(path, "secours.telephone", PHONE)
    shown = manager.get(board).text
    assert reverse("actors:parameter", args=["secours.adresse"]) in shown
    assert reverse("actors:parameter", args=["secours.telephone"]) not in shown
    decide(path, "secours.adresse", ADDRESS)
    assert WARNING not in manager.get(board).text


def test_the_number_is_at_the_top_of_every_letter_and_paper(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    decide(path, "secours.telephone", PHONE)
    decide(path, "secours.adresse", ADDRESS)
    request = path.filed(by=cast.agent_a)
    ask_statement(request, by=cast.reception, at=at)
    for letter in request.letters.all():
        head = " ".join(words(letter).split()).split("Référence")[0]
        assert f"Téléphone : {PHONE}" in head, letter
        assert ADDRESS in head, letter
    sheet = str(follow_sheet(request, at=at))
    assert "Une question ?" in sheet
    assert ADDRESS in sheet


def test_a_number_with_words_beside_it_makes_no_link(path: Path) -> None:
    decide(path, "secours.telephone", f"{PHONE} (le matin)")
    page = reverse("secours_loyer:own_requests")
    shown = path.cast.client(path.cast.agent_a).get(page).text
    assert f"{PHONE} (le matin)" in shown
    assert "tel:" not in shown.partition("Une question")[2].partition("</section>")[0]


def test_every_page_of_partners_says_where_to_ask(path: Path) -> None:
    cast = path.cast
    agent, landlord = cast.client(cast.agent_a), cast.client(cast.landlord_agent)
    request = path.filed(by=cast.agent_a)
    own = [
        (agent, reverse("secours_loyer:own_requests")),
        (agent, reverse("secours_loyer:new_request")),
        (agent, reverse("secours_loyer:own_request", args=[request.uid])),
        (landlord, reverse("secours_loyer:tenants")),
        (landlord, reverse("secours_loyer:tenant", args=[request.uid])),
    ]
    assert all("Une question" not in client.get(page).text for client, page in own)
    decide(path, "secours.telephone", PHONE)
    for client, page in own:
        shown = client.get(page).text
        assert "Une question" in shown, page
        assert 'href="tel:0326000000"' in shown, page
