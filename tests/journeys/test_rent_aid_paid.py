"""A rent aid by keyboard, whole: filed by an association, decided by the commission, approved by
two people, sent, and paid as the bank's statement says; then the same with a payment that the bank
rejects."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reims_solidarite.kit.clock import now
from reims_solidarite.kit.documents import render_pdf
from tests.journeys.keyboard import keyboard_of
from tests.journeys.outbox import wait_for_mail
from tests.journeys.rent_aid_steps import (
    REQUESTS,
    TODAY,
    approve_by_two,
    at_desk,
    fill_request,
    here,
    import_statement,
    prepare_order,
    prove_if_asked,
    send_batch,
    study,
    trusted_account,
)
from tests.secours_loyer.camt_files import Movement

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]


@pytest.fixture
def statement(tmp_path) -> Path:
    """The landlord's statement, as a PDF on the agent's computer."""
    file = tmp_path / "decompte.pdf"
    file.write_bytes(render_pdf("base/sheet.typ", {"title": "Décompte", "body": []}, at=now()))
    return file


def file_request(chromium, portal, statement: Path, landlord: str, home: int) -> str:
    with keyboard_of(chromium, portal, "agent") as agent:
        agent.open("/partenaire/loyer/nouvelle/")
        agent.skip_to_content()
        fill_request(agent, statement, landlord, home=home)
        agent.press("Déposer la demande")
        return re.search(r"SL-\d{4}-\d+", agent.said()).group(0)


def decide_in_session(chromium, portal, number: str) -> None:
    """The secretary plans, registers, opens, enters, lifts; the signatory signs; letters leave."""
    with at_desk(chromium, portal, "secretaire", "/admin/secours-loyer/seances/prevoir/") as desk:
        desk.write_moment("Jour et heure", TODAY, "23:30")
        desk.write("Lieu", "Salle de la journée")
        desk.press("Prévoir la séance")
        session = here(desk)
        desk.unfold("Inscrire des demandes")
        desk.tick(number)
        desk.press("Inscrire des demandes")
        desk.unfold("Noter la présence")
        for member in ("Présidente", "Administrateur", "Administratrice"):
            desk.tick(member)
        desk.press("Noter la présence")
        desk.unfold("Ouvrir la séance")
        desk.press("Ouvrir la séance")
        assert "La séance est ouverte." in desk.said()
        desk.follow(number)
        desk.skip_to_content()
        desk.tick("Accord")
        desk.write("Aide accordée", "600,01")
        desk.write("Motif", "Situation passagère, loyer repris.")
        desk.press("Enregistrer, dossier suivant")
        if here(desk) != session:
            # More than is computed for this household: the two amounts are read again.
            assert desk.witness.faults(expected=422) == []
            desk.witness.forget()
            desk.skip_to_content()
            desk.tick("J’accorde plus que le calcul.")
            desk.press("Enregistrer, dossier suivant")
        assert here(desk) == session
        desk.press("Lever la séance")
    with at_desk(chromium, portal, "signataire", session) as signatory:
        signatory.unfold("Signer le procès-verbal")
        signatory.press("Signer le procès-verbal")
        prove_if_asked(signatory, "signataire")
        assert "Le procès-verbal est signé" in signatory.said()
    with at_desk(chromium, portal, "secretaire", session) as desk:
        desk.press("Écrire toutes les lettres")
        assert "Les lettres sont écrites." in desk.said()


def to_the_bank(
    chromium, portal, statement: Path, landlord: str, iban: int
) -> tuple[str, str, str]:
    """From the association to the exported batch: number of the request, its page, the order's."""
    number = file_request(chromium, portal, statement, landlord, iban - 76)
    file = study(chromium, portal, number)
    decide_in_session(chromium, portal, number)
    trusted_account(chromium, portal, file, landlord, iban)
    order = prepare_order(chromium, portal, file)
    approve_by_two(chromium, portal, order)
    return number, file, order


def read_letters(chromium, portal, file: str) -> None:
    """Both notices of payment are PDFs that open from the file."""
    with at_desk(chromium, portal, "instructeur", file) as worker:
        for kind in ("Lettre de décision", "Avis de paiement au ménage", "Avis de paiement au b"):
            worker.reach(worker.page.get_by_role("link", name=kind))
            with worker.page.expect_download() as download:
                worker.page.keyboard.press("Enter")
            assert download.value.path().read_bytes().startswith(b"%PDF-")


def told_paid(chromium, portal, number: str) -> None:
    """The association is told that a document waits, and reads what was paid."""
    address = portal.accounts["agent"]["email"]
    wait_for_mail(portal.outbox, address, re.compile(f"({number})"))
    with keyboard_of(chromium, portal, "agent") as agent:
        agent.open(f"/partenaire/loyer/?q={number}")
        agent.skip_to_content()
        agent.reach(agent.page.locator("article.card", has_text=number).get_by_role("link"))
        with agent.page.expect_navigation():
            agent.page.keyboard.press("Enter")
        assert agent.reads("Payé au bailleur")
        assert agent.reads("600,01 €")


def test_paid_as_the_statement_says(chromium, portal, statement, tmp_path) -> None:
    number, file, order = to_the_bank(chromium, portal, statement, "Logis de la Séance", 78)
    reference = send_batch(chromium, portal, order)
    movement = Movement(reference, "600.01", day=TODAY.isoformat())
    import_statement(chromium, portal, tmp_path, movement)
    with at_desk(chromium, portal, "depenses", order) as finance:
        assert finance.reads("Payé et rapproché")
    read_letters(chromium, portal, file)
    told_paid(chromium, portal, number)


def test_rejected_by_the_bank_then_paid_by_a_new_order(
    chromium, portal, statement, tmp_path
) -> None:
    landlord = "Logis du Retour"
    number, file, order = to_the_bank(chromium, portal, statement, landlord, 79)
    reference = send_batch(chromium, portal, order)
    back = Movement(reference, "600.01", sign="CRDT", reason="AC04", day=TODAY.isoformat())
    import_statement(chromium, portal, tmp_path, back)
    with at_desk(chromium, portal, "depenses", order) as finance:
        assert finance.reads("AC04 : Le compte est clos.")
        assert finance.reads("Le compte n’est plus actif.")
    trusted_account(chromium, portal, file, landlord, 80, first=False)
    with at_desk(chromium, portal, "depenses", "/admin/secours-loyer/") as finance:
        assert finance.reads("Paiements à refaire")
        finance.follow(reference)
        finance.skip_to_content()
        finance.unfold("Préparer le nouvel ordre")
        finance.choose_any("Compte du bailleur")
        finance.press("Préparer le nouvel ordre")
        assert "Le nouvel ordre est préparé" in finance.said()
        assert finance.reads(reference)
        new = here(finance)
        assert new != order
        finance.press("Contrôler")
    approve_by_two(chromium, portal, new)
    again = send_batch(chromium, portal, new)
    assert again != reference
    movement = Movement(again, "600.01", day=TODAY.isoformat())
    import_statement(chromium, portal, tmp_path, movement)
    with at_desk(chromium, portal, "depenses", new) as finance:
        assert finance.reads("Payé et rapproché")
    with at_desk(chromium, portal, "depenses", f"{REQUESTS}{number}") as finance:
        finance.follow(number)
        assert finance.reads("Rejeté par la banque")
    read_letters(chromium, portal, file)
    told_paid(chromium, portal, number)
