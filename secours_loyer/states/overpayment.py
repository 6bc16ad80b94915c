"""How a sum paid in excess is claimed back from the landlord."""

from __future__ import annotations

from django.db.models import TextChoices

from reims_solidarite.kit.transitions import row, table


class OverpaymentState(TextChoices):
    """Found by one person, claimed by another, recovered in one or several times."""

    RECORDED = "constate", "Constaté, à réclamer"
    CLAIMED = "reclame", "Réclamé au bailleur"
    RECOVERED = "recouvre", "Recouvré"
    DROPPED = "abandonne", "Abandonné"
    VOID = "eteint", "Éteint, le paiement est revenu"


V = OverpaymentState
OWED_BACK = (V.RECORDED, V.CLAIMED)
OVERPAYMENT = table(
    row("claim_overpayment", [V.RECORDED], V.CLAIMED, who="signatory",
        label="Réclamer au bailleur"),
    row("recover_overpayment", [V.CLAIMED], V.RECOVERED, who="finance",
        label="Constater le recouvrement"),
    row("drop_overpayment", OWED_BACK, V.DROPPED, who="signatory",
        label="Abandonner la réclamation"),
    row("void_overpayment", OWED_BACK, V.VOID, who="finance",
        label="Éteindre : le paiement est revenu"),
)  # fmt: skip
