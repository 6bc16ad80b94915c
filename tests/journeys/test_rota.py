"""The coordinator fills and publishes a quarter: by keyboard, at 320 px, without JavaScript."""

from __future__ import annotations

import pytest

from tests.journeys.keyboard import keyboard_of

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]
MOST_LOOKS = 60


def test_the_coordinator_fills_and_publishes_a_quarter(chromium, portal) -> None:
    with keyboard_of(chromium, portal, "epicerie", scripts=False) as keyboard:
        keyboard.open("/admin/epicerie/planning/automatique/")
        keyboard.skip_to_content()
        keyboard.choose("Durée", "Un trimestre")
        keyboard.tick("Réparer avec le moins")
        keyboard.press("Calculer le planning")
        for _ in range(MOST_LOOKS):
            if keyboard.reads("Objectif par objectif"):
                break
            keyboard.skip_to_content()
            keyboard.follow("Voir où en est le calcul")
        assert keyboard.reads("Chaque objectif est au mieux possible.")
        assert keyboard.reads("Premier arrivé, premier servi")
        keyboard.skip_to_content()
        keyboard.follow("Ce qui change")
        assert keyboard.reads("Ajouté")
        keyboard.page.go_back()
        keyboard.skip_to_content()
        keyboard.unfold("Publier ce planning")
        keyboard.press("Oui : publier ce planning")
        assert "Le planning est publié." in keyboard.said()
        assert keyboard.reads("Les personnes concernées ont reçu un e-mail.")
    published = "SELECT count(*) FROM epicerie_rotarun WHERE state = 'published'"
    assert portal.first(published) == 1
    told = "SELECT count(*) FROM actors_message WHERE kind = 'epicerie.rota_changed'"
    assert int(str(portal.first(told))) > 0
