"""What every page has around it: the choice of colours, the menu, the way past the header."""

from __future__ import annotations

import pytest

from tests.journeys.keyboard import keyboard_of

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]


def ground(page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_a_chosen_theme_is_kept_from_page_to_page_and_beats_the_device(chromium, portal) -> None:
    with keyboard_of(chromium, portal) as keyboard:
        keyboard.page.emulate_media(color_scheme="dark")
        keyboard.open("/connexion/")
        dark = ground(keyboard.page)
        keyboard.tick("Claires")
        light = ground(keyboard.page)
        assert light != dark
        keyboard.open("/connexion/code/")
        assert ground(keyboard.page) == light


def test_the_menu_opens_and_closes_by_keyboard(chromium, portal) -> None:
    with keyboard_of(chromium, portal) as keyboard:
        keyboard.open("/connexion/")
        link = keyboard.page.get_by_role("link", name="Annuaire")
        assert not link.is_visible()
        keyboard.unfold_menu()
        assert link.is_visible()
        keyboard.reach(link)
        keyboard.page.keyboard.press("Escape")
        assert not link.is_visible()
        assert keyboard.page.evaluate("document.activeElement.className") == "menu-toggle"


def test_the_menu_is_simply_open_without_scripts(chromium, portal) -> None:
    with keyboard_of(chromium, portal, scripts=False) as keyboard:
        keyboard.open("/connexion/")
        keyboard.follow("Annuaire", exact=True)
        assert keyboard.reads("Annuaire du réseau")


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (None, "/"),
        (None, "/acteurs/"),
        ("benevole", "/benevole/"),
        ("agent", "/partenaire/loyer/nouvelle/"),
        ("epicerie", "/admin/epicerie/stock/livraisons/ajouter/"),
        ("reseau", "/admin/actors/organisation/"),
    ],
)
def test_tab_reaches_everything_and_comes_round(chromium, portal, role, path) -> None:
    with keyboard_of(chromium, portal, role) as keyboard:
        keyboard.open(path)
        expected = keyboard.stops()
        for back in (False, True):
            assert keyboard.walk(back=back) == expected
