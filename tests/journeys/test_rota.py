"""The coordinator fills and publishes a quarter: by keyboard, at 320 px, without JavaScript."""

from __future__ import annotations

import psycopg
import pytest

from tests.journeys.keyboard import keyboard_of

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]
MOST_LOOKS = 60
# Everybody of the demo is free on some mornings of the week, if nobody said so already.
FREE = """
INSERT INTO epicerie_availability (volunteer_id, weekday, half, willing)
SELECT v.id, w, 'am', (v.id + w) % 3 FROM epicerie_volunteer v, unnest(array[1, 3, 5]) w
WHERE (v.id + w) % 2 = 0 ON CONFLICT DO NOTHING
"""


def test_the_coordinator_fills_and_publishes_a_quarter(chromium, portal) -> None:
    with psycopg.connect(portal.database) as session:
        session.execute(FREE)
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
        keyboard.press("Oui : Publier ce planning")
        assert "Le planning est publié." in keyboard.said()
        assert keyboard.reads("Les personnes concernées ont reçu un e-mail.")
    published = "SELECT count(*) FROM epicerie_rotarun WHERE state = 'published'"
    assert portal.first(published) == 1
    told = "SELECT count(*) FROM actors_message WHERE kind = 'epicerie.rota_changed'"
    assert int(str(portal.first(told))) > 0
