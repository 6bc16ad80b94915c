"""E-mails of the associations: their people replaced, those they propose."""

from actors.emails.kinds import declare
from epicerie.emails.samples import LINK, SHIFT
from epicerie.queries.links import all_held

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
