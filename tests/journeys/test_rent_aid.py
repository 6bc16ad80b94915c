"""A rent aid by keyboard, from the association's request to the signed plan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from reims_solidarite.demo.made_up_iban import made_up_iban
from reims_solidarite.kit.clock import now, today
from reims_solidarite.kit.documents import render_pdf
from tests.journeys.keyboard import Keyboard, keyboard_of
from tests.journeys.signing_in import prove_it_is_still_me

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("journeys")]

LANDLORD = "Logis de la Journée"
TODAY = today()


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
        fill_request(keyboard, statement)
        keyboard.press("Déposer la demande")
        assert "déposée" in keyboard.said()
        assert keyboard.reads("Déposée")
        return re.search(r"[A-Z]+-\d{4}-\d+", keyboard.said()).group(0)


def fill_request(keyboard: Keyboard, statement: Path) -> None:
    """In the order of the form: one pass with Tab."""
    keyboard.choose_any("Ménage")
    keyboard.tick("Le ménage est d’accord")
    keyboard.write("La situation en quelques mots", "Perte d’emploi en juin, droits rétablis.")
    keyboard.write("Nom exact de l’autre bailleur", LANDLORD)
    keyboard.choose("Type de bailleur", "Particulier")
    keyboard.write("Téléphone du bailleur", "03 26 00 01 77")
    keyboard.write("Référence du locataire", "J-1")
    keyboard.write("Adresse du logement", "12 rue de l’Essai")
    keyboard.write_day("Date du bail", date(2022, 5, 1))
    keyboard.write("Loyer", "450")
    keyboard.write("Aide au logement", "200,00")
    keyboard.tick("L’aide au logement est versée au bailleur")
    keyboard.write_day("Premier mois impayé", months_ago(3))
    keyboard.write_day("Dernier mois impayé", months_ago(2))
    keyboard.write("Dette certifiée", "900,01")
    keyboard.write_day("Décompte daté du", TODAY - timedelta(days=3))
    keyboard.attach("Décompte du bailleur", statement)


def next_working_day(day: date) -> date:
    day += timedelta(days=2)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def months_ago(count: int) -> date:
    month = TODAY.year * 12 + TODAY.month - 1 - count
    return date(month // 12, month % 12 + 1, 1)


@contextmanager
def at_desk(chromium, portal, role: str, path: str) -> Iterator[Keyboard]:
    """A member of staff, on one page, past its header."""
    with keyboard_of(chromium, portal, role) as keyboard:
        keyboard.open(path)
        keyboard.skip_to_content()
        yield keyboard


def here(desk: Keyboard) -> str:
    return urlsplit(desk.page.url).path


def test_an_association_files_a_request(filed) -> None:
    assert re.fullmatch(r"SL-\d{4}-\d{4,}", filed)


def test_the_request_is_decided_paid_and_planned(chromium, portal, filed) -> None:
    requests = f"/admin/secours-loyer/demandes/?q={filed}"
    with at_desk(chromium, portal, "instructeur", requests) as worker:
        worker.follow(filed)
        file = here(worker)
        worker.skip_to_content()
        worker.choose_any("Instructeur")
        worker.press("Prendre en instruction")
        worker.press("Calculer l’aide")
        worker.unfold("Vérifier une pièce")
        worker.tick("Dispensée")
        worker.write("Motif", "Pièces vues au guichet.")
        worker.press("Vérifier une pièce")
        worker.unfold("Vérifier si ces mois ont déjà été payés")
        for fund in ("Fonds de solidarité logement", "Action Logement", "CAF"):
            worker.choose(fund, "Rien payé")
        worker.press("Vérifier si ces mois ont déjà été payés")
        worker.unfold("Rendre l’avis")
        worker.write("Aide proposée", "600,00")
        worker.write("Avis motivé", "Le calcul ne compte pas la prime de juin.")
        worker.press("Rendre l’avis")
        assert "L’avis est rendu." in worker.said()
    with at_desk(chromium, portal, "cadre", file) as manager:
        manager.press("Valider l’avis")
    with at_desk(chromium, portal, "signataire", file) as signatory:
        signatory.unfold("Décider en urgence")
        signatory.write("Pourquoi cela ne peut pas attendre", "L’audience est demain.")
        signatory.write("Aide accordée", "600,01")
        signatory.write("Motif", "Situation passagère, loyer repris.")
        signatory.press("Décider en urgence")
        prove_it_is_still_me(signatory, portal.accounts["signataire"]["password"])
        assert "La décision urgente est signée." in signatory.said()
    order = pay_the_landlord(chromium, portal, file)
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


def pay_the_landlord(chromium, portal, file: str) -> str:
    """A first person types the account, a second one verifies it; two approve; the batch leaves."""
    with at_desk(chromium, portal, "accueil", file) as reception:
        reception.unfold("Saisir un compte du bailleur")
        reception.write("IBAN", made_up_iban(77))
        reception.write("Titulaire", LANDLORD)
        reception.press("Saisir un compte du bailleur")
        assert "une autre personne doit le vérifier" in reception.said()
    with at_desk(
        chromium, portal, "depenses", f"/admin/secours-loyer/comptes/?q={LANDLORD}"
    ) as one:
        one.follow(LANDLORD)
        one.skip_to_content()
        one.unfold("Vérifier le compte")
        one.write_day("Bailleur rappelé le", TODAY)
        one.press("Vérifier le compte")
        assert one.reads("Actif")
        one.open(file)
        one.skip_to_content()
        one.unfold("Préparer le paiement")
        one.choose_any("Compte du bailleur")
        one.press("Préparer le paiement")
        order = here(one)
        one.press("Contrôler")
    for approver in ("cadre", "signataire"):
        with at_desk(chromium, portal, approver, order) as second:
            second.press("Approuver ce paiement")
            # The signatory proved it a moment ago, for the urgent decision.
            if approver == "cadre":
                prove_it_is_still_me(second, portal.accounts[approver]["password"])
            assert "Votre approbation est enregistrée." in second.said()
    send_batch(chromium, portal, order)
    return order


def send_batch(chromium, portal, order: str) -> None:
    """Freeze the batch, export it, take its two files away."""
    with at_desk(chromium, portal, "depenses", order) as finance:
        name = finance.page.locator("h1").inner_text().removeprefix("Ordre ")
        finance.open("/admin/secours-loyer/lots/ouvrir/")
        finance.skip_to_content()
        finance.write_day("À payer le", next_working_day(TODAY))
        finance.press("Ouvrir le lot")
        finance.skip_to_content()
        finance.unfold("Ajouter des ordres approuvés")
        finance.tick(name)
        finance.press("Ajouter des ordres approuvés")
        finance.unfold("Clore le lot")
        finance.press("Clore le lot")
        assert finance.reads("Clos, à exporter")
        finance.press("Exporter le lot")
        prove_it_is_still_me(finance, portal.accounts["depenses"]["password"])
        assert finance.reads("Exporté")
        for kind in ("Fichier de virements", "Liste nominative (tableur)"):
            finance.reach(finance.page.get_by_role("link", name=kind))
            with finance.page.expect_download() as download:
                finance.page.keyboard.press("Enter")
            sent = download.value.path().read_text()
            assert "600.01" in sent.replace(",", ".")


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
