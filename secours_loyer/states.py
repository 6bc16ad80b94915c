"""The state tables of the rent aid: what may follow what, by whom; the SQL is built from them.

Each `who` is the name of a rule of `actors.rules`. The database refuses any other step for orders,
batches, accounts and plans (`models.guards.state_machine`), whatever the path.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from django.db.models import TextChoices

from reims_solidarite.kit.transitions import Transition, row, table

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


class AccountState(TextChoices):
    """How far an account may be trusted; its number never changes, a change is a new account."""

    TYPED = "saisi", "Saisi, à vérifier"
    VERIFIED = "verifie", "Vérifié, alerte à lever"
    ACTIVE = "actif", "Actif"
    BLOCKED = "bloque", "Bloqué"
    ARCHIVED = "archive", "Archivé"


A = AccountState
ACCOUNT = table(
    row("verify_account", [A.TYPED], A.ACTIVE, who="account_verifier",
        label="Vérifier le compte"),
    row("verify_with_alert", [A.TYPED], A.VERIFIED, who="account_verifier",
        label="Vérifier le compte, alerte à lever"),
    row("activate_account", [A.VERIFIED], A.ACTIVE, who="account_verifier",
        label="Activer le compte"),
    row("block_account", [A.TYPED, A.VERIFIED, A.ACTIVE], A.BLOCKED, who="account_verifier",
        label="Bloquer le compte"),
    row("archive_account", [A.TYPED, A.VERIFIED, A.ACTIVE, A.BLOCKED], A.ARCHIVED,
        who="account_verifier", label="Archiver le compte"),
)  # fmt: skip


class OrderState(TextChoices):
    """An order to pay one landlord one amount for one award."""

    DRAFT = "brouillon", "Brouillon"
    CHECKED = "controle", "Contrôlé, à approuver"
    APPROVED_ONCE = "approuve_1", "Approuvé une fois"
    APPROVED = "approuve_2", "Approuvé"
    IN_BATCH = "en_lot", "Dans un lot"
    SENT = "emis", "Émis"
    PAID = "paye", "Payé"
    REJECTED = "rejete", "Rejeté par la banque"
    RETURNED = "retourne", "Retourné par la banque"
    CANCELLED = "annule", "Annulé"


O = OrderState  # noqa: E741 - the tables read better with one letter
DEAD_ORDER = (O.CANCELLED, O.REJECTED, O.RETURNED)
ORDER = table(
    row("check_order", [O.DRAFT], O.CHECKED, who="finance", label="Contrôler"),
    row("approve_first", [O.CHECKED], O.APPROVED_ONCE, who="approver", label="Approuver"),
    row("approve_second", [O.APPROVED_ONCE], O.APPROVED, who="approver", label="Approuver"),
    row("rework_order", [O.CHECKED, O.APPROVED_ONCE, O.APPROVED], O.DRAFT, who="finance",
        label="Reprendre l’ordre"),
    row("put_in_batch", [O.APPROVED], O.IN_BATCH, who="finance", label="Mettre dans le lot"),
    row("take_out_of_batch", [O.IN_BATCH], O.APPROVED, who="finance", label="Retirer du lot"),
    row("send_order", [O.IN_BATCH], O.SENT, who="finance", label="Émettre"),
    row("mark_paid", [O.SENT], O.PAID, who="finance", label="Noter payé"),
    row("reject_order", [O.SENT], O.REJECTED, who="finance", label="Noter le rejet"),
    row("return_order", [O.PAID], O.RETURNED, who="finance", label="Noter le retour"),
    row("cancel_order", [O.DRAFT, O.CHECKED, O.APPROVED_ONCE, O.APPROVED], O.CANCELLED,
        who="finance", label="Annuler l’ordre"),
)  # fmt: skip


class BatchState(TextChoices):
    """Orders paid together; once exported nothing in it changes any more."""

    OPEN = "ouvert", "Ouvert"
    CLOSED = "clos", "Clos, à exporter"
    EXPORTED = "exporte", "Exporté"
    SETTLED = "acquitte", "Acquitté"


B = BatchState
BATCH = table(
    row("close_batch", [B.OPEN], B.CLOSED, who="finance", label="Clore le lot"),
    row("reopen_batch", [B.CLOSED], B.OPEN, who="finance", label="Rouvrir le lot"),
    row("export_batch", [B.CLOSED], B.EXPORTED, who="finance", label="Exporter le lot"),
    row("settle_batch", [B.EXPORTED], B.SETTLED, who="finance", label="Acquitter le lot"),
)


class PlanState(TextChoices):
    """A repayment plan between the tenant and the landlord, the CCAS as witness."""

    DRAFT = "brouillon", "Brouillon"
    PROPOSED = "propose", "Proposé à la signature"
    ACTIVE = "actif", "En cours"
    ALERT = "en_alerte", "En alerte : échéance manquée"
    BROKEN = "rompu", "Rompu"
    DROPPED = "abandonne", "Abandonné avant signature"


P = PlanState
RUNNING_PLAN = (P.ACTIVE, P.ALERT)
PLAN = table(
    row("approve_plan", [P.DRAFT], P.PROPOSED, who="manager", label="Approuver le plan"),
    row("sign_plan", [P.PROPOSED], P.ACTIVE, who="social_worker", label="Noter les signatures"),
    row("resume_plan", [P.ALERT], P.ACTIVE, who="social_worker", label="Lever l’alerte"),
    row("break_plan", [P.ACTIVE, P.ALERT], P.BROKEN, who="manager", label="Constater la rupture"),
    row("drop_plan", [P.DRAFT, P.PROPOSED], P.DROPPED, who="social_worker",
        label="Abandonner le plan"),
)  # fmt: skip
# The landlord, behind their link, has no account: their report raises the alert (no rule to ask).
MISSED = (P.ACTIVE.value, P.ALERT.value)


def steps_of(transitions: Mapping[str, Transition]) -> list[tuple[str, str]]:
    """Every (source, target) of a table, sorted: what the database's own guard is built from."""
    return sorted(
        (_code(source), _code(step.target))
        for step in transitions.values()
        for source in step.sources
    )


def _code(state: str) -> str:
    return str(state.value) if isinstance(state, Enum) else state
