"""Signing in by keyboard, as everybody does it."""

from __future__ import annotations

from tests.journeys.keyboard import Keyboard
from tests.journeys.outbox import CODE, mails_to, wait_for_mail


def sign_in_by_code(keyboard: Keyboard, address: str) -> None:
    """Volunteers and agents: a code that arrives by e-mail. The sign-in page is open."""
    outbox = keyboard.portal.outbox
    before = len(mails_to(outbox, address))
    keyboard.skip_to_content()
    keyboard.write("Votre adresse e-mail", address)
    keyboard.press("Recevoir un code")
    keyboard.skip_to_content()
    keyboard.write("Code", wait_for_mail(outbox, address, CODE, after=before))
    keyboard.press("Me connecter")


def prove_it_is_still_me(keyboard: Keyboard, password: str) -> None:
    """Before what cannot be undone, the portal asks for the password once more, then goes on."""
    assert "/connexion/mot-de-passe/" in keyboard.page.url
    keyboard.skip_to_content()
    keyboard.write("Mot de passe", password)
    keyboard.press("Confirmer")
