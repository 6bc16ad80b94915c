"""A letter that says « appelez-nous » says where; until then, the manager is warned."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from actors.actions.parameters import decide_parameter
from secours_loyer.actions import instruction
from secours_loyer.actions.notifying import notify
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
