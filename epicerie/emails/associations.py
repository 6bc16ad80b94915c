"""E-mails of the associations: their people replaced, those they propose."""

from datetime import UTC, datetime

from actors.emails.kinds import declare
from epicerie.queries.links import all_held

SHIFT = {
    "first_name": "Camille",
    "name": "Camille Exemple",
    "post": "Accueil",
    "where": "Marché des Salines",
    "begins_at": datetime(2026, 12, 3, 8, 0, tzinfo=UTC),
    "finishes_at": datetime(2026, 12, 3, 11, 30, tzinfo=UTC),
    "opening_id": 1,
}
LINK = "lien-d-essai"  # pragma: allowlist secret

declare(
    "epicerie.place_substituted",
    when="À un bénévole, quand son association le fait remplacer.",
    dummy=SHIFT,
)
declare(
    "epicerie.place_received",
    when="À un bénévole, quand son association lui confie la place d’une autre personne.",
    dummy={**SHIFT, "secret": LINK},
    still=all_held,
)
declare(
    "epicerie.proposal_accepted",
    when="À l’association, quand la coordination inscrit le bénévole qu’elle a proposé.",
    dummy={"first_name": "Camille", "name": "Sacha Exemple", "reason": ""},
)
declare(
    "epicerie.proposal_refused",
    when="À l’association, quand la coordination n’inscrit pas le bénévole qu’elle a proposé.",
    dummy={"first_name": "Camille", "name": "Sacha Exemple", "reason": "Le numéro manque."},
)
