"""The e-mails of the rent aid: they name neither the aid nor an amount, only that one may look."""

from actors.emails.kinds import declare

_DUMMY = {
    "first_name": "Camille",
    "number": "SL-2026-000001",
    "url": "http://exemple.invalid/partenaire/loyer/",
}

declare(
    "secours_loyer.document_waiting",
    when="une lettre est prête pour un dossier que la personne a déposé",
    dummy=_DUMMY,
)
declare(
    "secours_loyer.file_moves",
    when="un dossier est pris en instruction, ou inscrit à une séance",
    dummy=_DUMMY,
)
declare(
    "secours_loyer.to_complete",
    when="le CCAS demande des pièces pour un dossier",
    dummy=_DUMMY,
)
declare(
    "secours_loyer.opinion_wanted",
    when="le CCAS demande l’avis d’une association qui accompagne un ménage",
    dummy={"first_name": "Camille", "url": "http://exemple.invalid/partenaire/loyer/avis/"},
)
declare(
    "secours_loyer.landlord_link",
    when="le CCAS ouvre la page d’un dossier à un bailleur",
    dummy={
        "days": 60,
        "secret": "http://exemple.invalid/bailleur/lien/",  # pragma: allowlist secret
    },
)
declare(
    "secours_loyer.forged_row",
    when="une ligne du secours loyer n’est plus comme le portail l’a écrite",
    dummy={"first_name": "Camille", "row": "ligne n° 12"},
)
declare(
    "secours_loyer.pairs_report",
    when="chaque lundi, un compte rendu attend l’auditeur",
    dummy={"first_name": "Camille", "url": "http://exemple.invalid/admin/"},
)
declare(
    "secours_loyer.session_moved",
    when="une séance de la commission change de jour, d’heure ou de lieu",
    dummy={
        "first_name": "Camille",
        "number": "COM-2026-001",
        "day": "02/12/2026 à 14 h 00",
        "place": "Salle des mariages",
        "url": "http://exemple.invalid/admin/",
    },
)
