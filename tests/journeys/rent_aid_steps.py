"""What people do by keyboard along a rent aid, each with the account of their role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from reims_solidarite.demo.made_up_iban import made_up_iban
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.templatetags.french import french_month
from tests.journeys.keyboard import Keyboard, keyboard_of
from tests.journeys.signing_in import prove_it_is_still_me
from tests.secours_loyer.camt_files import Movement, camt

TODAY = today()
REQUESTS = "/admin/secours-loyer/demandes/?q="


def months_ago(count: int) -> date:
    month = TODAY.year * 12 + TODAY.month - 1 - count
    return date(month // 12, month % 12 + 1, 1)


def next_working_day(day: date) -> date:
    day += timedelta(days=2)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


@contextmanager
def at_desk(chromium, portal, role: str, path: str) -> Iterator[Keyboard]:
    """A member of staff, on one page, past its header."""
    with keyboard_of(chromium, portal, role) as keyboard:
        keyboard.open(path)
        prove_if_asked(keyboard, role)
        keyboard.skip_to_content()
        yield keyboard


def prove_if_asked(keyboard: Keyboard, role: str) -> None:
    """The proof given a moment ago still counts."""
    if "/connexion/mot-de-passe/" in keyboard.page.url:
        prove_it_is_still_me(keyboard, keyboard.portal.accounts[role]["password"])


def here(desk: Keyboard) -> str:
    return urlsplit(desk.page.url).path


def fill_request(keyboard: Keyboard, statement: Path, landlord: str, *, home: int = 1) -> None:
    """In the order of the form: one pass with Tab. `home`: which household of the list."""
    keyboard.choose_any("Ménage")
    for _ in range(home - 1):
        keyboard.page.keyboard.press("ArrowDown")
    keyboard.tick("Le ménage est d’accord")
    keyboard.write("La situation en quelques mots", "Perte d’emploi en juin, droits rétablis.")
    keyboard.write("Nom exact de l’autre bailleur", landlord)
    keyboard.choose("Type de bailleur", "Particulier")
    keyboard.write("Téléphone du bailleur", "03 26 00 01 77")
    keyboard.write("Référence du locataire", "J-1")
    keyboard.write("Adresse du logement", f"12 rue de l’Essai, {landlord}")
    keyboard.write_day("Date du bail", date(2022, 5, 1))
    keyboard.write("Loyer", "450")
    keyboard.write("Aide au logement", "200,00")
    keyboard.tick("L’aide au logement est versée au bailleur")
    keyboard.write_day("Décompte daté du", TODAY - timedelta(days=3))
    keyboard.attach("Décompte du bailleur", statement)
    keyboard.write("Dette certifiée", "900,01")
    keyboard.write_day("Premier mois impayé", months_ago(3))
    keyboard.write_day("Dernier mois impayé", months_ago(2))
    # The page comes back with a line a month, started on the rent left to the tenant.
    keyboard.press("Afficher les mois")
    assert keyboard.reads("il manque 400,01")
    keyboard.write(f"{french_month(months_ago(3)).capitalize()} : dû", "650,01")
    keyboard.write(f"{french_month(months_ago(2)).capitalize()} : dû", "250")
    keyboard.choose("Fonds de solidarité logement", "Demandée, sans réponse")
    keyboard.write("Fonds de solidarité logement (FSL) : montant", "300")


def study(chromium, portal, number: str) -> str:
    """Taken, computed, pieces settled, an opinion that another person validates; its page."""
    with at_desk(chromium, portal, "instructeur", f"{REQUESTS}{number}") as worker:
        worker.follow(number)
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
        answer_duplicate(worker)
        worker.unfold("Rendre l’avis")
        worker.write("Aide proposée", "600,00")
        worker.write("Avis motivé", "Le calcul ne compte pas la prime de juin.")
        worker.press("Rendre l’avis")
        assert "L’avis est rendu." in worker.said()
    with at_desk(chromium, portal, "cadre", file) as manager:
        manager.press("Valider l’avis")
    return file


def answer_duplicate(worker: Keyboard) -> None:
    """A household of the demo may already have files on these months: the form proposes the one
    that waits first."""
    title, waits = "Répondre à un doublon probable", "écrit pourquoi la demande reste"
    for _ in range(worker.page.get_by_text(waits).count()):
        worker.unfold(title)
        worker.choose_any("Pourquoi cette demande reste")
        worker.write("Ce que vous avez vérifié", "Les deux baux, pièces vues au guichet.")
        worker.press(title)


def trusted_account(
    chromium, portal, file: str, landlord: str, number: int, *, first: bool = True
) -> None:
    """One types the account, another calls and verifies it. `first`: a third one confirms before
    the number that the association gave."""
    with at_desk(chromium, portal, "accueil", file) as reception:
        reception.unfold("Saisir un compte du bailleur")
        reception.write("IBAN", made_up_iban(number))
        reception.write("Titulaire", landlord)
        reception.press("Saisir un compte du bailleur")
        assert "une autre personne doit le vérifier" in reception.said()
    waiting = f"/admin/secours-loyer/comptes/?q={landlord}&etat=saisi"
    if first:
        with at_desk(chromium, portal, "instructeur", waiting) as worker:
            worker.follow(landlord)
            worker.skip_to_content()
            worker.unfold("Confirmer le téléphone")
            worker.choose("Numéro retrouvé", "Dans un annuaire")
            worker.press("Confirmer le téléphone")
            assert "Le téléphone est confirmé." in worker.said()
    with at_desk(chromium, portal, "depenses", waiting) as finance:
        finance.follow(landlord)
        finance.skip_to_content()
        finance.unfold("Vérifier le compte")
        finance.write_day("Bailleur rappelé le", TODAY)
        finance.write("Qui a répondu", "Le bailleur lui-même")
        finance.choose("Réponse de la banque", "Le nom correspond")
        finance.press("Vérifier le compte")
        assert finance.reads("Actif")


def prepare_order(chromium, portal, file: str) -> str:
    """The order of a first payment, checked; its page."""
    with at_desk(chromium, portal, "depenses", file) as finance:
        finance.unfold("Préparer le paiement")
        finance.choose_any("Compte du bailleur")
        finance.press("Préparer le paiement")
        finance.press("Contrôler")
        return here(finance)


def approve_by_two(chromium, portal, order: str) -> None:
    for approver in ("cadre", "signataire"):
        with at_desk(chromium, portal, approver, order) as second:
            second.press("Approuver ce paiement")
            prove_if_asked(second, approver)
            assert "Votre approbation est enregistrée." in second.said()


def send_batch(chromium, portal, order: str) -> str:
    """Freeze the batch, export it, take its two files away; the reference of the order."""
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
        prove_if_asked(finance, "depenses")
        assert finance.reads("Exporté")
        for kind in ("Fichier de virements", "Liste nominative (tableur)"):
            finance.reach(finance.page.get_by_role("link", name=kind))
            with finance.page.expect_download() as download:
                finance.page.keyboard.press("Enter")
            sent = download.value.path().read_text()
            assert "600.01" in sent.replace(",", ".")
        return name


def import_statement(chromium, portal, folder: Path, *movements: Movement) -> None:
    """What the bank sends the next morning; every line of it finds its order."""
    message = f"RELEVE-{movements[0].reference}-{movements[0].sign}"
    file = folder / f"{message}.xml"
    file.write_bytes(camt(*movements, message=message, version="08", iban=made_up_iban(1)))
    with at_desk(chromium, portal, "depenses", "/admin/secours-loyer/retours/importer/") as finance:
        finance.attach("Fichier reçu", file)
        finance.press("Importer")
        assert "Le fichier est importé" in finance.said()
        assert finance.reads("Rapprochée")
        assert finance.reads("Aucune ligne de ce fichier n’attend.")
