"""The states of the pages that no link leads to, by who meets them."""

from __future__ import annotations

from reims_solidarite.kit.clock import today

NEXT = today().year + 1  # the demo's edition to come
# A form sent empty: (role, page, button). Each answers with what has to be corrected.
REFUSED_FORMS = [
    (None, f"/assises/{NEXT}/inscription/", "M’inscrire sur la liste d’attente"),
    (None, "/connexion/", "Se connecter"),
    ("responsable", f"/partenaire/assises/{NEXT}/inscrire/", "Inscrire"),
    ("responsable", "/partenaire/benevoles/proposer/", "Proposer cette personne"),
    ("agent", "/partenaire/menages/nouveau/", "Ouvrir le dossier"),
    ("agent", "/partenaire/loyer/nouvelle/", "Déposer la demande"),
    ("instructeur", "/admin/menages/nouveau/", "Ouvrir le dossier"),
    (
        "instructeur",
        "/admin/secours-loyer/demandes/nouvelle/?menage=M0000001",
        "Déposer la demande",
    ),
    ("depenses", "/admin/secours-loyer/lots/ouvrir/", "Ouvrir le lot"),
    ("epicerie", "/admin/epicerie/planning/ajouter/", "Ouvrir ce jour"),
    ("epicerie", "/admin/epicerie/stock/livraisons/ajouter/", "Enregistrer la livraison"),
    ("epicerie", "/admin/epicerie/benevoles/ajouter/", "Ajouter"),
    ("epicerie", "/admin/epicerie/benevoles/importer/", "Essayer"),
    ("epicerie", "/admin/epicerie/engagements/", "Noter"),
    ("epicerie", "/admin/epicerie/product/add/", "Enregistrer"),
    ("reseau", "/admin/actors/organisation/add/", "Enregistrer"),
    ("reseau", "/admin/actors/invitation/add/", "Enregistrer"),
    ("administrateur", "/admin/actors/user/add/", "Enregistrer"),
]
# Lists where nothing is left to show.
NOTHING = "?q=introuvable-9z"
EMPTY_LISTS = [
    (None, "/acteurs/"),
    ("agent", "/partenaire/loyer/"),
    ("agent", "/partenaire/menages/"),
    ("responsable", "/partenaire/benevoles/"),
    ("responsable", "/partenaire/benevoles/creneaux/"),
    ("bailleur", "/partenaire/bailleur/"),
    ("instructeur", "/admin/menages/"),
    ("instructeur", "/admin/secours-loyer/demandes/"),
    ("secretaire", "/admin/secours-loyer/lettres/"),
    ("depenses", "/admin/secours-loyer/comptes/"),
    ("depenses", "/admin/secours-loyer/ordres/"),
    ("depenses", "/admin/secours-loyer/lots/"),
    ("epicerie", "/admin/epicerie/benevoles/"),
    ("epicerie", "/admin/epicerie/heures/"),
    ("epicerie", "/admin/epicerie/acces/"),
    ("epicerie", "/admin/epicerie/stock/"),
    ("epicerie", "/admin/epicerie/product/"),
    ("reseau", "/admin/actors/organisation/"),
    ("reseau", f"/admin/assises/inscriptions/{NEXT}/"),
]
