"""The coordinator invites an agent, who answers; an agent tells how an action goes."""

from __future__ import annotations

import re

import pytest

from tests.journeys.keyboard import keyboard_of
from tests.journeys.outbox import LINK, wait_for_mail
from tests.journeys.signing_in import sign_in_by_code

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]

INVITED = "nouvelle-agente@demo.example"


def test_an_agent_is_invited_accepts_and_signs_in(chromium, portal) -> None:
    with keyboard_of(chromium, portal, "reseau") as keyboard:
        keyboard.open("/admin/")
        keyboard.skip_to_content()
        keyboard.follow("Ajouter : Invitations")
        keyboard.skip_to_content()
        keyboard.choose("Organisation", "Croix-Rouge")
        keyboard.write("Adresse e-mail", INVITED)
        keyboard.press("Enregistrer", exact=True)
        assert "L’objet invitation" in keyboard.said() or INVITED in keyboard.said()
    with keyboard_of(chromium, portal) as keyboard:
        keyboard.open(wait_for_mail(portal.outbox, INVITED, LINK))
        keyboard.skip_to_content()
        keyboard.write("Prénom", "Nouvelle")
        keyboard.write("Nom", "Agente")
        keyboard.press("Accepter l’invitation")
        assert keyboard.reads("C’est fait. Connectez-vous")
        sign_in_by_code(keyboard, INVITED)
        assert keyboard.page.url == f"{portal.url}/partenaire/"
        assert keyboard.reads("Croix-Rouge")


def test_an_agent_reports_on_an_action_it_owns(chromium, portal) -> None:
    with keyboard_of(chromium, portal, "agent") as keyboard:
        keyboard.open("/partenaire/assises/")
        keyboard.skip_to_content()
        title = keyboard.page.locator("article a[href*='/actions/']").first.inner_text()
        keyboard.follow(title)
        keyboard.skip_to_content()
        keyboard.write("Ce qui s’est passé", "Les deux équipes se sont vues : dates fixées.")
        keyboard.press("Enregistrer")
        assert keyboard.reads("Les deux équipes se sont vues : dates fixées.")
        code = re.search(r"actions/([^/]+)/", keyboard.page.url)
        assert code
