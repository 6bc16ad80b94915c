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
    HELD = "en_instance", "En instance chez le comptable"
    TAKEN = "pris_en_charge", "Pris en charge"
    PAID = "paye", "Payé"
    RECONCILED = "rapproche", "Payé et rapproché"
    VISA_REFUSED = "rejete_visa", "Rejeté au visa"
    TAKEN_BACK = "rejete_apres_pec", "Rejeté après prise en charge"
    REJECTED = "rejete", "Rejeté par la banque"
    RETURNED = "retourne", "Retourné par la banque"
    CANCELLED = "annule", "Annulé"
    UNSENT = "annule_emis", "Annulé avant transmission"


O = OrderState  # noqa: E741 - the tables read better with one letter
# It did not pay in the end: another order stands for it, and it never changes again.
FAILED = (O.VISA_REFUSED, O.TAKEN_BACK, O.REJECTED, O.RETURNED, O.UNSENT)
DEAD_ORDER = (O.CANCELLED, *FAILED)
# The money may have left, and nobody said yet how it ended.
UNANSWERED = (O.SENT, O.FORWARDED, O.HELD, O.TAKEN)
SETTLED = (O.PAID, O.RECONCILED)
TO_TAKE = (O.FORWARDED, O.HELD)


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
    row("hold_order", [O.SENT, O.FORWARDED, O.TAKEN], O.HELD, who="finance",
        label="Noter la mise en instance"),
    row("take_order", TO_TAKE, O.TAKEN, who="finance",
        label="Noter la prise en charge"),
    row("refuse_visa", [O.SENT, O.FORWARDED, O.HELD], O.VISA_REFUSED, who="finance",
        label="Noter le rejet au visa"),
    row("reject_taken", UNANSWERED, O.TAKEN_BACK, who="finance",
        label="Noter le rejet après prise en charge"),
    row("mark_paid", UNANSWERED, O.PAID, who="finance", label="Noter payé"),
    row("reconcile_order", [O.PAID], O.RECONCILED, who="finance", label="Rapprocher du relevé"),
    row("reject_order", UNANSWERED, O.REJECTED, who="finance", label="Noter le rejet"),
    row("return_order", SETTLED, O.RETURNED, who="finance", label="Noter le retour"),
    row("cancel_sent", [O.SENT], O.UNSENT, who="manager", label="Annuler avant transmission"),
    row("cancel_order", [O.DRAFT, O.CHECKED, O.APPROVED_ONCE, O.APPROVED], O.CANCELLED,
        who="finance", label="Annuler l’ordre"),
)  # fmt: skip
