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
    REGISTERED = "inscrite", "Inscrite à une séance"
    ADJOURNED = "ajournee", "Ajournée"
    GRANTED = "accordee", "Accordée"
    REFUSED = "refusee", "Refusée"
    NOTIFIED = "notifiee", "Notifiée"
    CLOSED = "close", "Close"
    DROPPED = "sans_suite", "Classée sans suite"
    WITHDRAWN = "retiree", "Retirée"


R = RequestState
UNDECIDED = (
    *(R.DRAFT, R.FILED, R.INCOMPLETE, R.STUDIED, R.OPINION),
    *(R.VALIDATED, R.REGISTERED, R.ADJOURNED),
)
DECIDED = (R.GRANTED, R.REFUSED, R.NOTIFIED, R.CLOSED)
# An aid granted is paid in one of these states, if the decision in force grants it.
PAYABLE = (R.GRANTED, R.NOTIFIED)
# What cannot wait for the commission may be decided by delegation from these states.
URGENT = (R.STUDIED, R.OPINION, R.VALIDATED)
# Months claimed by a request in one of these states may be claimed again.
RELEASED = (R.REFUSED, R.DROPPED, R.WITHDRAWN)
# Nothing more is read from the lease by a request in one of these states.
LEFT_THE_LEASE = (R.CLOSED, R.DROPPED, R.WITHDRAWN)

REQUEST = table(
    row("file_request", [R.DRAFT], R.FILED, who=FILER, label="Déposer la demande"),
    row("ask_missing", [R.FILED, R.STUDIED], R.INCOMPLETE, who="file_writer",
        label="Renvoyer la demande pour des pièces"),
    row("complete_request", [R.INCOMPLETE], R.FILED, who=FILER, label="Renvoyer la demande"),
    row("assign", [R.FILED], R.STUDIED, who="social_worker", label="Prendre en instruction"),
    row("give_opinion", [R.STUDIED], R.OPINION, who="case_worker", label="Rendre l’avis"),
    row("take_back_opinion", [R.OPINION], R.STUDIED, who="social_worker",
        label="Reprendre mon avis"),
    row("hand_over", [R.STUDIED], R.STUDIED, who="manager",
        label="Confier à un autre instructeur"),
    row("send_back", [R.OPINION, R.VALIDATED], R.STUDIED, who="manager",
        label="Renvoyer à l’instruction"),
    row("validate_technically", [R.OPINION], R.VALIDATED, who="manager", label="Valider l’avis"),
    row("register", [R.VALIDATED], R.REGISTERED, who="secretary", label="Inscrire à la séance"),
    row("take_off_agenda", [R.REGISTERED], R.VALIDATED, who="secretary",
        label="Retirer de la séance"),
    row("grant", [R.REGISTERED], R.GRANTED, who="signatory", label="Accorder"),
    row("refuse", [R.REGISTERED], R.REFUSED, who="signatory", label="Refuser"),
    row("adjourn", [R.REGISTERED], R.ADJOURNED, who="signatory", label="Ajourner"),
    row("study_again", [R.ADJOURNED], R.STUDIED, who="social_worker",
        label="Reprendre l’instruction"),
    row("grant_urgently", URGENT, R.GRANTED, who="signatory", label="Décider en urgence"),
    row("notify", [R.GRANTED, R.REFUSED], R.NOTIFIED, who="notifier",
        label="Écrire la lettre de décision"),
    row("close_request", [R.NOTIFIED], R.CLOSED, who="social_worker", label="Clore le dossier"),
    row("reopen_request", [R.CLOSED], R.NOTIFIED, who="file_writer",
        label="Rouvrir le dossier, contesté"),
    row("drop", [R.FILED, R.INCOMPLETE, R.STUDIED], R.DROPPED, who="manager",
        label="Classer sans suite"),
    row("withdraw", UNDECIDED, R.WITHDRAWN, who=FILER, label="Retirer la demande"),
)  # fmt: skip
