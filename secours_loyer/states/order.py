"""How an order to pay goes from its draft to the bank’s answer."""

from __future__ import annotations

from django.db.models import TextChoices

from reims_solidarite.kit.transitions import row, table


class OrderState(TextChoices):
    """An order to pay one landlord one amount for one award."""

    DRAFT = "brouillon", "Brouillon"
    CHECKED = "controle", "Contrôlé, à approuver"
    APPROVED_ONCE = "approuve_1", "Approuvé une fois"
    APPROVED = "approuve_2", "Approuvé"
    IN_BATCH = "en_lot", "Dans un lot"
    SENT = "emis", "Émis"
    FORWARDED = "transmis", "Transmis"
    TAKEN = "pris_en_charge", "Pris en charge"
    PAID = "paye", "Payé"
    REJECTED = "rejete", "Rejeté par la banque"
    RETURNED = "retourne", "Retourné par la banque"
    CANCELLED = "annule", "Annulé"


O = OrderState  # noqa: E741 - the tables read better with one letter
DEAD_ORDER = (O.CANCELLED, O.REJECTED, O.RETURNED)
# The money may have left, and nobody said yet how it ended.
UNANSWERED = (O.SENT, O.FORWARDED, O.TAKEN)
ORDER = table(
    row("check_order", [O.DRAFT], O.CHECKED, who="finance", label="Contrôler"),
    row("approve_first", [O.CHECKED], O.APPROVED_ONCE, who="approver", label="Approuver"),
    row("approve_second", [O.APPROVED_ONCE], O.APPROVED, who="approver", label="Approuver"),
    row("rework_order", [O.CHECKED, O.APPROVED_ONCE, O.APPROVED], O.DRAFT, who="finance",
        label="Reprendre l’ordre"),
    row("put_in_batch", [O.APPROVED], O.IN_BATCH, who="finance", label="Mettre dans le lot"),
    row("take_out_of_batch", [O.IN_BATCH], O.APPROVED, who="finance", label="Retirer du lot"),
    row("send_order", [O.IN_BATCH], O.SENT, who="finance", label="Émettre"),
    row("forward_order", [O.SENT], O.FORWARDED, who="finance", label="Noter la remise"),
    row("take_order", [O.FORWARDED], O.TAKEN, who="finance", label="Noter la prise en charge"),
    row("mark_paid", UNANSWERED, O.PAID, who="finance", label="Noter payé"),
    row("reject_order", UNANSWERED, O.REJECTED, who="finance", label="Noter le rejet"),
    row("return_order", [O.PAID], O.RETURNED, who="finance", label="Noter le retour"),
    row("cancel_order", [O.DRAFT, O.CHECKED, O.APPROVED_ONCE, O.APPROVED], O.CANCELLED,
        who="finance", label="Annuler l’ordre"),
)  # fmt: skip
