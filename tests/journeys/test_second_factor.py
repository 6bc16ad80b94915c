"""The first sign-in of a member of staff: a password, then a second factor to enrol."""

from __future__ import annotations

import pytest

from tests.journeys.keyboard import keyboard_of
from tests.journeys.outbox import LINK, wait_for_mail
from tests.journeys.signing_in import prove_it_is_still_me
from tests.journeys.totp import digits_now

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]

COLLEAGUE = "nouveau-collegue@demo.example"
PASSWORD = "une-phrase-assez-longue-pour-reims"


def test_a_colleague_chooses_a_password_and_enrols_a_second_factor(chromium, portal) -> None:
    with keyboard_of(chromium, portal, "administrateur") as keyboard:
        keyboard.open("/admin/actors/user/add/")
        keyboard.skip_to_content()
        keyboard.write("Adresse e-mail", COLLEAGUE)
        keyboard.write("Prénom", "Nouveau")
        keyboard.write("Nom", "Collègue")
        keyboard.choose("Premier rôle", "Accueil")
        keyboard.press("Enregistrer", exact=True)
    with keyboard_of(chromium, portal) as keyboard:
        keyboard.open(wait_for_mail(portal.outbox, COLLEAGUE, LINK))
        keyboard.skip_to_content()
        keyboard.write("Courriel", COLLEAGUE)
        keyboard.press("Réinitialiser mon mot de passe")
        keyboard.open(wait_for_mail(portal.outbox, COLLEAGUE, LINK, after=1))
        keyboard.skip_to_content()
        keyboard.write("Nouveau mot de passe", PASSWORD)
        keyboard.write("Nouveau mot de passe (confirmation)", PASSWORD)
        keyboard.press("Modifier le mot de passe")
        keyboard.open("/connexion/")
        keyboard.skip_to_content()
        keyboard.write("Courriel", COLLEAGUE)
        keyboard.write("Mot de passe", PASSWORD)
        keyboard.press("Se connecter")
        # Whatever page is asked for, the second factor comes first.
        keyboard.open("/admin/")
        assert keyboard.page.url == f"{portal.url}/connexion/second-facteur/"
        keyboard.skip_to_content()
        keyboard.follow("Activer")
        prove_it_is_still_me(keyboard, PASSWORD)
        secret = keyboard.page.locator("#authenticator_secret").input_value()
        keyboard.skip_to_content()
        keyboard.write("Code", digits_now(secret))
        keyboard.press("Activer")
        # Ten codes for the day the phone is lost; one of them opens the admin right now, as the
        # phone's next code would.
        assert keyboard.page.url == f"{portal.url}/connexion/second-facteur/secours/"
        spare = keyboard.page.locator("#recovery_codes").input_value().split()[0]
        keyboard.open("/admin/")
        keyboard.skip_to_content()
        keyboard.write("Code", spare)
        keyboard.press("Confirmer")
        assert keyboard.page.url == f"{portal.url}/admin/"
