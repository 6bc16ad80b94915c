"""What a volunteer does with a phone or a keyboard, with and without scripts."""

from __future__ import annotations

import pytest

from tests.journeys.keyboard import keyboard_of
from tests.journeys.signing_in import sign_in_by_code

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_volunteer_gives_up_a_shift_and_takes_another(chromium, portal, scripts) -> None:
    with keyboard_of(chromium, portal, scripts=scripts) as keyboard:
        keyboard.open("/benevole/")
        sign_in_by_code(keyboard, portal.accounts["benevole"]["email"])
        first = keyboard.page.locator("main section").first
        assert first.get_by_role("heading").inner_text() == "Mon prochain créneau"
        mine = keyboard.page.locator(".shift-time").inner_text()
        keyboard.skip_to_content()
        keyboard.follow("Je ne peux pas venir")
        assert keyboard.page.locator(".shift-time").inner_text() == mine
        keyboard.skip_to_content()
        keyboard.press("Oui, je ne peux pas venir")
        keyboard.skip_to_content()
        assert keyboard.reads("C’est noté, merci de nous avoir prévenus.")
        offered = keyboard.page.get_by_role("button", name="Je viens : ").first.text_content()
        post, day = offered.removeprefix("Je viens : ").split(" le ", 1)
        keyboard.press("Je viens : ")
        assert keyboard.reads("C’est noté : cette place est à vous.")
        own = keyboard.page.locator(".shift-card, section[aria-labelledby=suivants] li")
        assert own.filter(has_text=day).filter(has_text=post).count() == 1


def test_a_volunteer_confirms_offers_a_place_and_thinks_again(chromium, portal) -> None:
    """Without scripts: confirm, offer to all, withdraw; the page in Ukrainian and back."""
    with keyboard_of(chromium, portal, scripts=False) as keyboard:
        keyboard.open("/benevole/")
        sign_in_by_code(keyboard, portal.accounts["benevole"]["email"])
        keyboard.skip_to_content()
        keyboard.press("Je confirme", exact=True)
        assert keyboard.reads("Merci : la coordination sait que vous venez.")
        keyboard.skip_to_content()
        keyboard.follow("Échanger", exact=True)
        keyboard.skip_to_content()
        keyboard.press("Proposer ma place")
        assert keyboard.reads("Votre place reste la vôtre tant que personne n’a dit oui.")
        keyboard.skip_to_content()
        keyboard.follow("Mon offre d’échange", exact=True)
        keyboard.skip_to_content()
        keyboard.press("Retirer mon offre")
        assert keyboard.reads("Votre offre est retirée : vous gardez votre place.")
        keyboard.press("Українська")
        assert keyboard.reads("Моя наступна зміна")
        assert keyboard.page.locator("html").get_attribute("lang") == "uk"
        keyboard.press("Français")
        assert keyboard.reads("Mon prochain créneau")
