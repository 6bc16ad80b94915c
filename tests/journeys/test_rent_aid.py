"""A rent aid by keyboard: decided in an emergency, paid by hand, planned."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from reims_solidarite.kit.clock import now
from reims_solidarite.kit.documents import render_pdf
from tests.journeys.keyboard import keyboard_of
from tests.journeys.rent_aid_steps import (
    TODAY,
    approve_by_two,
    at_desk,
    fill_request,
    here,
    prepare_order,
    prove_if_asked,
    send_batch,
    study,
    trusted_account,
)

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]

LANDLORD = "Logis de la Journée"


@pytest.fixture(scope="module")
def statement(tmp_path_factory) -> Path:
    """The landlord's statement, as a PDF on the agent's computer."""
    file = tmp_path_factory.mktemp("papers") / "decompte.pdf"
    file.write_bytes(render_pdf("base/sheet.typ", {"title": "Décompte", "body": []}, at=now()))
    return file


@pytest.fixture(scope="module")
def filed(chromium, portal, statement) -> str:
    """The number of a request that an association files for a household it accompanies."""
    with keyboard_of(chromium, portal, "agent") as keyboard:
        keyboard.open("/partenaire/loyer/")
        keyboard.skip_to_content()
        keyboard.follow("Faire une demande")
        keyboard.skip_to_content()
        fill_request(keyboard, statement, LANDLORD)
        keyboard.press("Déposer la demande")
        assert "déposée" in keyboard.said()
        assert keyboard.reads("Déposée")
        return re.search(r"[A-Z]+-\d{4}-\d+", keyboard.said()).group(0)


def test_an_association_files_a_request(filed) -> None:
    assert re.fullmatch(r"SL-\d{4}-\d{4,}", filed)


def test_the_request_is_decided_paid_and_planned(chromium, portal, filed) -> None:
    file = study(chromium, portal, filed)
    with at_desk(chromium, portal, "signataire", file) as signatory:
        signatory.unfold("Décider en urgence")
        signatory.write("Pourquoi cela ne peut pas attendre", "L’audience est demain.")
        signatory.write("Aide accordée", "600,01")
        signatory.write("Motif", "Situation passagère, loyer repris.")
        signatory.press("Décider en urgence")
        prove_if_asked(signatory, "signataire")
        assert "La décision urgente est signée." in signatory.said()
    trusted_account(chromium, portal, file, LANDLORD, 77)
    order = prepare_order(chromium, portal, file)
    approve_by_two(chromium, portal, order)
    send_batch(chromium, portal, order)
    with at_desk(chromium, portal, "depenses", order) as finance:
        finance.press("Noter payé")
        assert finance.reads("Payé")
    plan_the_rest(chromium, portal, file)
    with keyboard_of(chromium, portal, "agent") as agent:
        agent.open(f"/partenaire/loyer/?q={filed}")
        agent.skip_to_content()
        agent.follow(agent.page.locator("h2.card-title a").first.inner_text())
        assert agent.reads("Plan d’apurement")
        assert agent.reads("En cours.")
        assert agent.reads("300,00 €")


def plan_the_rest(chromium, portal, file: str) -> None:
    """What the aid does not cover, shared over months; approved, then signed by both sides."""
    with at_desk(chromium, portal, "instructeur", file) as worker:
        worker.unfold("Préparer un plan d’apurement")
        worker.write_day("Première échéance", TODAY + timedelta(days=30))
        worker.write("Nombre de mois", "3")
        worker.press("Préparer un plan d’apurement")
        plan = here(worker)
    with at_desk(chromium, portal, "cadre", plan) as manager:
        manager.press("Approuver le plan")
    with at_desk(chromium, portal, "instructeur", plan) as worker:
        worker.unfold("Noter les signatures")
        worker.write_day("Signé par le locataire le", TODAY)
        worker.write_day("Signé par le bailleur le", TODAY)
        worker.press("Noter les signatures")
        assert worker.reads("En cours")
