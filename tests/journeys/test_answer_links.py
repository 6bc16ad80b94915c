"""Answering from the link of an e-mail: a keyboard, a narrow screen, no script, no sign-in."""

from __future__ import annotations

import re
import subprocess

import pytest

from reims_solidarite.kit.clock import VARIABLE, today
from tests.journeys.keyboard import keyboard_of
from tests.journeys.looking import look
from tests.journeys.outbox import mails_to, wait_for_mail
from tests.journeys.portal import environment, manage

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]
ANSWER = re.compile(r"(/benevole/reponse/\S+/)")
CALL = re.compile(r"« Je viens »[^:]*:\s+\S*(/benevole/reponse/\S+/)")
ASKED = """
    SELECT address FROM actors_message
    JOIN actors_user ON email = address JOIN epicerie_volunteer ON user_id = actors_user.id
    WHERE kind = 'epicerie.replacement_asked' AND language = 'fr'
    ORDER BY actors_message.created_at DESC LIMIT 1
"""


def in_the_morning(portal) -> None:
    """The job that asks people, at ten o'clock: at night it asks nobody."""
    subprocess.run(
        [
            *manage(),
            "shell",
            "-c",
            "from epicerie.contact_jobs import advance_calls; advance_calls(timestamp=0)",
        ],
        env={**environment(portal.database, portal.folder), VARIABLE: f"{today()}T10:00"},
        check=True,
        capture_output=True,
    )


def faults(chromium, portal, path: str) -> str:
    """How the page looks, in a browser that runs scripts: axe waits for timers. It only reads."""
    context = chromium.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(portal.url + path)
    found = look(page)
    context.close()
    return "\n".join(found)


def test_confirm_then_give_up_and_somebody_else_says_yes(chromium, portal) -> None:
    mine = portal.accounts["benevole"]["email"]
    known = len(mails_to(portal.outbox, mine))
    with keyboard_of(chromium, portal, "benevole", scripts=False) as keyboard:
        keyboard.open("/benevole/")
        keyboard.skip_to_content()
        keyboard.press("Je viens : ")
    link = wait_for_mail(portal.outbox, mine, ANSWER, after=known)
    assert faults(chromium, portal, link) == ""
    with keyboard_of(chromium, portal, scripts=False) as keyboard:
        keyboard.open(link)
        assert keyboard.reads("Serez-vous là ?")
        keyboard.skip_to_content()
        keyboard.press("Je confirme")
        assert keyboard.reads("Merci, votre venue est confirmée")
        keyboard.skip_to_content()
        keyboard.press("Je ne peux pas venir")
        assert keyboard.reads("C’est noté, vous ne viendrez pas")
    in_the_morning(portal)
    other = str(portal.first(ASKED))
    asked = wait_for_mail(portal.outbox, other, CALL)
    assert faults(chromium, portal, asked) == ""
    with keyboard_of(chromium, portal, scripts=False) as keyboard:
        keyboard.open(asked)
        assert keyboard.reads("Pouvez-vous venir ?")
        keyboard.skip_to_content()
        keyboard.press("Je viens", exact=True)
        assert keyboard.reads("Merci, la place est à vous")
        keyboard.open(asked)
        assert keyboard.reads("Merci, la place est à vous")
