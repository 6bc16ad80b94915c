"""What a person without an account does, by keyboard alone, on a narrow screen."""

from __future__ import annotations

import pytest

from tests.journeys.keyboard import keyboard_of
from tests.journeys.outbox import LINK, mails_to, wait_for_mail

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]


def test_a_visitor_finds_an_organisation(chromium, portal) -> None:
    with keyboard_of(chromium, portal) as keyboard:
        keyboard.open("/")
        keyboard.unfold_menu()
        keyboard.follow("Annuaire", exact=True)
        keyboard.skip_to_content()
        keyboard.write("Nom, besoin ou mot", "restos")
        keyboard.press("Chercher")
        assert keyboard.reads("1 organisation trouvée")
        keyboard.follow("Les Restos du Cœur - Reims")
        assert keyboard.reads("Coordonnées")
        assert keyboard.reads("Services proposés")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_visitor_registers_to_a_workshop_then_cancels_by_the_link(
    chromium, portal, scripts
) -> None:
    address = f"visiteur-{scripts}@demo.example".lower()
    with keyboard_of(chromium, portal, scripts=scripts) as keyboard:
        keyboard.open("/assises/")
        keyboard.skip_to_content()
        keyboard.follow("S’inscrire")
        keyboard.skip_to_content()
        keyboard.write("Nom", "Essai")
        keyboard.write("Prénom", "Visiteur")
        keyboard.write("Adresse e-mail", address)
        keyboard.tick("Se déplacer quand on n’a pas de voiture")
        keyboard.press("M’inscrire")
        assert keyboard.reads("Regardez votre boîte aux lettres")
        keyboard.open(wait_for_mail(portal.outbox, address, LINK))
        assert keyboard.reads("Visiteur Essai")
        keyboard.skip_to_content()
        keyboard.unfold("Annuler mon inscription")
        keyboard.press("Oui : annuler mon inscription")
        assert keyboard.reads("Cette inscription est annulée.")
    assert len(mails_to(portal.outbox, address)) >= 1
