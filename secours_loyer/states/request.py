"""How a request goes from the first draft to the decision."""

from __future__ import annotations

from django.db.models import TextChoices

from reims_solidarite.kit.transitions import row, table

FILER = "agent|file_writer"


class RequestState(TextChoices):
    """A request, from the first draft to the decision."""

    DRAFT = "brouillon", "Brouillon"
    FILED = "deposee", "Déposée"
    INCOMPLETE = "incomplete", "À compléter"
    STUDIED = "en_instruction", "En instruction"
    OPINION = "avis_rendu", "Avis rendu"
    VALIDATED = "validee_technique", "Prête pour la décision"
    GRANTED = "accordee", "Accordée"
    REFUSED = "refusee", "Refusée"
    DROPPED = "sans_suite", "Classée sans suite"
    WITHDRAWN = "retiree", "Retirée"


R = RequestState
UNDECIDED = (R.DRAFT, R.FILED, R.INCOMPLETE, R.STUDIED, R.OPINION, R.VALIDATED)
# Months claimed by a request in one of these states may be claimed again.
RELEASED = (R.REFUSED, R.DROPPED, R.WITHDRAWN)

REQUEST = table(
    row("file_request", [R.DRAFT], R.FILED, who=FILER, label="Déposer la demande"),
    row("ask_missing", [R.FILED, R.STUDIED], R.INCOMPLETE, who="file_writer",
        label="Demander des pièces"),
    row("complete_request", [R.INCOMPLETE], R.FILED, who=FILER, label="Renvoyer la demande"),
    row("assign", [R.FILED], R.STUDIED, who="social_worker", label="Prendre en instruction"),
    row("give_opinion", [R.STUDIED], R.OPINION, who="case_worker", label="Rendre l’avis"),
    row("send_back", [R.OPINION], R.STUDIED, who="manager", label="Renvoyer à l’instruction"),
    row("validate_technically", [R.OPINION], R.VALIDATED, who="manager", label="Valider l’avis"),
    row("grant", [R.VALIDATED], R.GRANTED, who="signatory", label="Accorder"),
    row("refuse", [R.VALIDATED], R.REFUSED, who="signatory", label="Refuser"),
    row("drop", [R.FILED, R.INCOMPLETE, R.STUDIED], R.DROPPED, who="manager",
        label="Classer sans suite"),
    row("withdraw", UNDECIDED, R.WITHDRAWN, who=FILER, label="Retirer la demande"),
)  # fmt: skip
