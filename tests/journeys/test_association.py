"""An association’s manager at the keyboard, on a narrow screen, with and without scripts."""

from __future__ import annotations

import pytest

from tests.journeys.keyboard import keyboard_of
from tests.journeys.signing_in import sign_in_by_code

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_manager_replaces_one_of_theirs_by_another(chromium, portal, scripts) -> None:
    with keyboard_of(chromium, portal, scripts=scripts) as keyboard:
        keyboard.open("/partenaire/benevoles/")
        sign_in_by_code(keyboard, portal.accounts["responsable"]["email"])
        keyboard.skip_to_content()
        keyboard.follow("Leurs créneaux, remplacer")
        keyboard.skip_to_content()
        keyboard.follow("Remplacer")
        shift = keyboard.page.locator(".shift-time").inner_text()
        leaving = keyboard.page.locator("h1").inner_text().removeprefix("Remplacer ")
        coming = (
            keyboard.page.get_by_role("button", name="Choisir ")
            .first.text_content()
            .removeprefix("Choisir ")
        )
        keyboard.skip_to_content()
        keyboard.press("Choisir ")
        assert keyboard.reads(f"{coming} remplace {leaving}. {coming} ")
        # Each as they asked to be reached.
        said = keyboard.said().replace("\u00a0", " ")
        assert said.count("reçoit un e-mail") + said.count("est à appeler") == 2
        held = keyboard.page.locator(".place-list li").filter(has_text=shift)
        assert held.filter(has_text=coming).count() >= 1
        assert held.filter(has_text=leaving).count() == 0
