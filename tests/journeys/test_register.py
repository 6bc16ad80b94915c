"""The coordinator keeps the register: by keyboard, at 320 px, without JavaScript."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reims_solidarite.kit.clock import today
from tests.journeys.keyboard import keyboard_of

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]
SOMEBODY = """
    SELECT first_name || ' ' || last_name FROM epicerie_volunteer v
    JOIN actors_user u ON u.id = v.user_id WHERE v.active ORDER BY v.id DESC
"""
MONDAY = "SELECT willing FROM epicerie_availability WHERE weekday = 0 AND half = 'am'"
FIRST, LAST = today() + timedelta(days=200), today() + timedelta(days=203)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_coordinator_keeps_a_record(chromium, portal, scripts) -> None:
    name = str(portal.first(SOMEBODY))
    first, last, later = (
        day + timedelta(days=20 * scripts) for day in (FIRST, LAST, LAST + timedelta(days=2))
    )
    with keyboard_of(chromium, portal, "epicerie", scripts=scripts) as keyboard:
        keyboard.open("/admin/epicerie/benevoles/")
        keyboard.skip_to_content()
        keyboard.write("Nom ou adresse", name.split()[0])
        keyboard.press("Chercher")
        keyboard.skip_to_content()
        keyboard.follow(name)
        keyboard.skip_to_content()
        keyboard.choose("Lundi matin", "Volontiers" if scripts else "Si besoin")
        keyboard.press("Enregistrer la semaine")
        assert "C’est enregistré." in keyboard.said()
        keyboard.skip_to_content()
        keyboard.unfold("Noter une absence")
        keyboard.write_day("Du", first)
        keyboard.write_day("Au", last)
        keyboard.press("Noter cette absence")
        assert keyboard.reads(f"Du {first:%d/%m/%Y} au {last:%d/%m/%Y}")
        keyboard.skip_to_content()
        keyboard.follow(f"Changer l’absence du {first:%d/%m/%Y}")
        keyboard.skip_to_content()
        keyboard.write_day("Au", later)
        keyboard.press("Changer ces jours")
        assert "Les jours d’absence sont changés." in keyboard.said()
        assert keyboard.reads(f"Du {first:%d/%m/%Y} au {later:%d/%m/%Y}")
    assert portal.first(MONDAY) == (0 if scripts else 2)
