"""A day at the grocery: a place filled, a delivery entered, a sale at a tenth of the value."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reims_solidarite.kit.clock import today
from tests.journeys.keyboard import keyboard_of

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]


def test_the_coordinator_fills_a_place(chromium, portal) -> None:
    with keyboard_of(chromium, portal, "epicerie") as keyboard:
        keyboard.open("/admin/epicerie/planning/")
        keyboard.skip_to_content()
        day = keyboard.page.locator("tr:has(.is-short) th a").last.inner_text()
        keyboard.follow(day)
        keyboard.skip_to_content()
        keyboard.follow("Trouver quelqu’un")
        keyboard.skip_to_content()
        person = keyboard.page.locator(".place-list strong").first.inner_text()
        keyboard.press(f"Placer {person}")
        assert person in keyboard.said()
        assert keyboard.reads(person)


def test_the_coordinator_enters_a_delivery(chromium, portal) -> None:
    with keyboard_of(chromium, portal, "epicerie") as keyboard:
        keyboard.open("/admin/epicerie/stock/")
        keyboard.skip_to_content()
        keyboard.follow("Enregistrer une livraison")
        keyboard.skip_to_content()
        keyboard.choose("Fournisseur", "Banque")
        keyboard.write_day("Reçue le", today())
        keyboard.write("Numéro du bon de livraison", "BL-JOURNEE-1")
        keyboard.choose("Article", "Riz")
        keyboard.write("Quantité", "24")
        keyboard.write("Valeur d’une unité", "2,10")
        keyboard.write_day("Date", today() + timedelta(days=200))
        keyboard.write("Numéro de lot", "LJ1")
        keyboard.press("Enregistrer la livraison")
        assert "La livraison est en stock." in keyboard.said()
        keyboard.write("Article ou lot", "LJ1")
        keyboard.press("Chercher")
        assert keyboard.reads("1 lot en stock")


def test_a_sale_leaves_at_a_tenth_of_its_value(chromium, portal) -> None:
    with keyboard_of(chromium, portal, "epicerie") as keyboard:
        keyboard.open("/admin/epicerie/acces/?etat=granted")
        keyboard.skip_to_content()
        keyboard.follow("M0000")
        number = keyboard.page.locator("p.lead strong").first.inner_text()
        keyboard.open("/admin/epicerie/caisse/")
        keyboard.skip_to_content()
        keyboard.write("Numéro de la carte", number.lower())
        keyboard.press("Commencer le passage")
        keyboard.skip_to_content()
        keyboard.unfold("Hygiène")
        keyboard.write("Savon", "2")
        keyboard.press("Voir le ticket")
        assert keyboard.reads("À payer : 0,17 €")
        assert keyboard.reads("Valeur 1,70 €, économie 1,53 €.")
        keyboard.skip_to_content()
        keyboard.press("Encaisser 0,17 €")
        assert keyboard.reads("Payé : 0,17 €")
        assert keyboard.reads(f"carte {number}")
