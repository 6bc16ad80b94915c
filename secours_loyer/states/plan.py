"""How a repayment plan is approved, signed, kept or broken."""

from __future__ import annotations

from django.db.models import TextChoices

from reims_solidarite.kit.transitions import row, table


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
