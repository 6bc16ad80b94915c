"""« Ce qui s’est passé » : which letter left, and what the landlord said."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused
from secours_loyer.actions import contests, landlord_links
from secours_loyer.actions.posting import post_letters
from tests.secours_loyer.path import Path
from tests.secours_loyer.test_appeals import noted, told

pytestmark = pytest.mark.django_db
OFFER = "Noter que le ménage conteste la dette"


def test_the_history_names_letters_and_the_landlords_word(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = path.filed()
    link = landlord_links.open_link(request, by=cast.case_worker, at=at)
    landlord_links.report(link, kind="contestee", why="Juin est payé.", at=at)
    post_letters(request.letters.all(), sent_on=paris_day(at), by=cast.secretary, at=at)
    page = reverse("secours_loyer:file", args=[request.uid])
    shown = cast.client(cast.case_worker).get(page).text
    assert "Réponse du bailleur : dette contestée" in shown
    assert "Lettre partie : accusé de réception" in shown
    assert OFFER in shown


def test_a_refusal_is_contested_by_an_appeal_at_a_session(path: Path) -> None:
    cast, at = path.cast, path.cast.at
    request = told(path)
    page = reverse("secours_loyer:file", args=[request.uid])
    shown = cast.client(cast.reception).get(page).text
    assert OFFER not in shown
    read = cast.client(cast.manager).get(page).text
    assert "Reste à la charge du ménage" in read
    assert "est couverte par" not in read
    assert "Plan d’apurement : <strong" not in read
    with pytest.raises(Refused, match="conteste un refus par un recours"):
        contests.note_contest(
            request, part="montant", said_on=paris_day(at), words="Non.", by=cast.reception, at=at
        )
    noted(path, request)
    sessions = f'href="{reverse("secours_loyer:sessions")}">Séances de la commission</a> :'
    assert sessions in cast.client(cast.secretary).get(page).text
    assert sessions not in cast.client(cast.manager).get(page).text
