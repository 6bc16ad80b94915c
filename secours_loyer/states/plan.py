"""How a repayment plan is approved, signed, kept or broken."""

from __future__ import annotations

from django.db.models import TextChoices

from reims_solidarite.kit.transitions import row, table


class PlanState(TextChoices):
    """A repayment plan between the tenant and the landlord, the CCAS as witness."""

    DRAFT = "brouillon", "Brouillon"
    PROPOSED = "propose", "Proposé à la signature"
    ACTIVE = "actif", "En cours"
    ALERT = "en_alerte", "En alerte : échéance ou loyer manqué"
    SUSPENDED = "suspendu", "Suspendu"
    REPLACED = "remplace", "Remplacé par un avenant"
    SETTLED = "solde", "Soldé"
    BROKEN = "rompu", "Rompu"
    DROPPED = "abandonne", "Abandonné avant signature"


P = PlanState
RUNNING_PLAN = (P.ACTIVE, P.ALERT, P.SUSPENDED)
_KEPT = (P.ACTIVE, P.ALERT)
PLAN = table(
    row("approve_plan", [P.DRAFT], P.PROPOSED, who="manager", label="Approuver le plan"),
    row("sign_plan", [P.PROPOSED], P.ACTIVE, who="social_worker", label="Noter les signatures"),
    row("alert_plan", [P.ACTIVE], P.ALERT, who="social_worker", label="Mettre en alerte"),
    row("resume_plan", [P.ALERT], P.ACTIVE, who="social_worker", label="Lever l’alerte"),
    row("suspend_plan", _KEPT, P.SUSPENDED, who="manager", label="Approuver la suspension"),
    # The home was left, sold, or its lease ended: the event itself suspends, nobody weighs it.
    row("suspend_on_event", _KEPT, P.SUSPENDED, who="file_writer", label="Suspendre le plan"),
    row("restart_plan", [P.SUSPENDED], P.ACTIVE, who="social_worker", label="Reprendre le plan"),
    row("replace_plan", RUNNING_PLAN, P.REPLACED, who="social_worker",
        label="Remplacer par un avenant"),
    row("settle_plan", RUNNING_PLAN, P.SETTLED, who="social_worker", label="Solder le plan"),
    row("break_plan", RUNNING_PLAN, P.BROKEN, who="manager", label="Constater la rupture"),
    row("drop_plan", [P.DRAFT, P.PROPOSED], P.DROPPED, who="social_worker",
        label="Abandonner le plan"),
)  # fmt: skip
# The landlord, behind their link, has no account: their report raises the alert (no rule to ask).
MISSED = (P.ACTIVE.value, P.ALERT.value)
