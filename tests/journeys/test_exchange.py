"""A place changes hands between two people: by keyboard, at 320 px, without JavaScript."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from tests.journeys.keyboard import Keyboard, keyboard_of
from tests.journeys.outbox import mails_to, wait_for_mail
from tests.journeys.signing_in import sign_in_by_code

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]
ASKED = re.compile(r"(/benevole/echanges/\d+/)")
OWN = ".shift-card, section[aria-labelledby=suivants] li"
WHO = """
    SELECT u.email FROM epicerie_volunteer v JOIN actors_user u ON u.id = v.user_id
    WHERE v.id = {} AND v.language = 'fr'
"""
FRENCH = "SELECT array_agg(id) FROM epicerie_volunteer WHERE language = 'fr' AND channel = 'email'"


@dataclass
class Other:
    """Somebody who could hold the place: the choice on the page, their name and address."""

    number: str
    name: str
    address: str


def take_a_place(keyboard: Keyboard) -> str:
    """A place that nobody holds; the day, as the page says it."""
    keyboard.open("/benevole/")
    keyboard.skip_to_content()
    offered = keyboard.page.get_by_role("button", name="Je viens : ").first.text_content()
    keyboard.press("Je viens : ")
    return offered.split(" le ", 1)[1]


def open_exchange(keyboard: Keyboard, day: str) -> None:
    keyboard.skip_to_content()
    is_next = day in keyboard.page.locator(".shift-time").inner_text()
    keyboard.follow("Échanger" if is_next else f"Échanger le {day}", exact=is_next)
    keyboard.skip_to_content()


def somebody(keyboard: Keyboard) -> Other:
    """The first name on the page whose owner reads French and e-mails."""
    known = {str(number) for number in keyboard.portal.first(FRENCH)}
    for radio in keyboard.page.locator("input[name=whom]").all():
        number = radio.get_attribute("value")
        if number in known:
            name = radio.locator("..").inner_text().strip()
            return Other(number, name, str(keyboard.portal.first(WHO.format(int(number)))))
    raise AssertionError("nobody could take this place")


def holds(keyboard: Keyboard, day: str) -> bool:
    keyboard.open("/benevole/")
    return keyboard.page.locator(OWN).filter(has_text=day).count() == 1


def test_the_person_named_accepts_from_the_link_of_the_mail(chromium, portal) -> None:
    with keyboard_of(chromium, portal, "benevole", scripts=False) as keyboard:
        day = take_a_place(keyboard)
        open_exchange(keyboard, day)
        other = somebody(keyboard)
        known = len(mails_to(portal.outbox, other.address))
        keyboard.tick(other.name)
        keyboard.press("Proposer ma place")
        assert keyboard.reads("C’est proposé.")
    link = wait_for_mail(portal.outbox, other.address, ASKED, after=known)
    with keyboard_of(chromium, portal, scripts=False) as keyboard:
        keyboard.open(link)
        sign_in_by_code(keyboard, other.address)
        assert keyboard.reads("vous propose sa place.")
        assert keyboard.reads("Rien ne vous est demandé en échange.")
        assert day in keyboard.page.locator(".shift-time").inner_text()
        keyboard.skip_to_content()
        keyboard.press("J’accepte l’échange")
        assert keyboard.reads("C’est échangé.")
        assert holds(keyboard, day)
    with keyboard_of(chromium, portal, "benevole", scripts=False) as keyboard:
        assert not holds(keyboard, day)


def test_somebody_else_takes_a_place_posted_to_all(chromium, portal) -> None:
    with keyboard_of(chromium, portal, "benevole", scripts=False) as keyboard:
        day = take_a_place(keyboard)
        open_exchange(keyboard, day)
        other = somebody(keyboard)
        keyboard.press("Proposer ma place")
        assert keyboard.reads("C’est proposé.")
    with keyboard_of(chromium, portal, scripts=False) as keyboard:
        keyboard.open("/benevole/")
        sign_in_by_code(keyboard, other.address)
        keyboard.skip_to_content()
        keyboard.follow(f"Voir l’échange le {day}")
        assert day in keyboard.page.locator(".shift-time").inner_text()
        keyboard.skip_to_content()
        keyboard.press("J’accepte l’échange")
        assert keyboard.reads("C’est échangé.")
        assert holds(keyboard, day)
    with keyboard_of(chromium, portal, "benevole", scripts=False) as keyboard:
        assert not holds(keyboard, day)
