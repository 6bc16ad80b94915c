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
    "secours_loyer.pairs_report",
    when="chaque lundi, un compte rendu attend l’auditeur",
    dummy={"first_name": "Camille", "url": "http://exemple.invalid/admin/"},
)
