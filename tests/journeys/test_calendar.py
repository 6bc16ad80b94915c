"""The coordinator changes the calendar: by keyboard, at 320 px, with and without JavaScript."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.journeys.keyboard import keyboard_of

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]
LAST = "SELECT max(day) FROM epicerie_openingday WHERE state = 'planned'"
NOT_OPEN = {"Lundi": True, "Vendredi": False}  # days on which the demo does not open


@pytest.mark.parametrize("weekday", NOT_OPEN)
def test_a_usual_day_is_read_then_applied_a_day_changed_then_cancelled(
    chromium, portal, weekday
) -> None:
    last = portal.first(LAST)
    with keyboard_of(chromium, portal, "epicerie", scripts=NOT_OPEN[weekday]) as keyboard:
        keyboard.open("/admin/epicerie/planning/semaine-habituelle/")
        keyboard.skip_to_content()
        keyboard.follow("Changer la semaine habituelle")
        keyboard.skip_to_content()
        keyboard.choose("Jour", weekday)
        keyboard.write_day("À partir du", last - timedelta(days=6))
        keyboard.write_hour("De", "14:00")
        keyboard.write_hour("À*", "17:00")
        keyboard.press("Voir ce que cela change")
        assert keyboard.reads("1 jour à ajouter")
        (day,) = keyboard.page.locator("#content-main .panel li").all_inner_texts()
        keyboard.skip_to_content()
        keyboard.press("Appliquer")
        assert "La semaine habituelle est changée" in keyboard.said()
        keyboard.open(f"/admin/epicerie/planning/?vue=trimestre&debut={last:%Y-%m}-01")
        if not keyboard.page.get_by_role("link", name=day).count():
            keyboard.skip_to_content()
            keyboard.follow("Trois mois avant")
        keyboard.skip_to_content()
        keyboard.follow(day)
        keyboard.skip_to_content()
        keyboard.follow("Changer les besoins")
        keyboard.skip_to_content()
        keyboard.write("Places : Accueil", "7")
        keyboard.choose("Raison", "Plus")
        keyboard.press("Changer", exact=True)
        assert "Les besoins de ce jour sont changés." in keyboard.said()
        assert keyboard.reads("0 sur 7")
        keyboard.skip_to_content()
        keyboard.follow("Annuler ce jour")
        keyboard.skip_to_content()
        keyboard.write("Raison", "Inventaire de la journée")
        keyboard.press("Annuler ce jour")
        assert keyboard.reads("Ce jour est annulé : Inventaire de la journée.")
