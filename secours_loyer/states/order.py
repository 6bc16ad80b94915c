"""How an order to pay goes from its draft to the bank’s answer."""

from __future__ import annotations

from typing import Any

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
    CHEQUE_STOPPED = "cheque_annule", "Chèque annulé"
    CANCELLED = "annule", "Annulé"
    UNSENT = "annule_emis", "Annulé avant transmission"


O = OrderState  # noqa: E741 - the tables read better with one letter
# It did not pay in the end: another order stands for it, and it never changes again.
# Said by the bank or the accountant, in a file or to somebody who notes it; or a cheque stopped.
NOTED_FAILURE = (O.VISA_REFUSED, O.TAKEN_BACK, O.REJECTED, O.RETURNED, O.CHEQUE_STOPPED)
FAILED = (*NOTED_FAILURE, O.UNSENT)
DEAD_ORDER = (O.CANCELLED, *FAILED)
# The money may have left, and nobody said yet how it ended.
UNANSWERED = (O.SENT, O.FORWARDED, O.HELD, O.TAKEN)
SETTLED = (O.PAID, O.RECONCILED)
TO_TAKE = (O.FORWARDED, O.HELD)


def _failure_waits(order: Any) -> str | None:
    """Confirmed after the order went on, the failure would have no state to start from."""
    if order.failed_by_id is None:
        return None
    return (
        f"Un échec est noté sur l’ordre {order.end_to_end_id} : une autre personne (cadre, "
        "signataire ou dépenses) le confirme d’abord sur la page de l’ordre, ou y dit que c’est "
        "une erreur."
    )


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
        label="Noter la mise en instance", guard=_failure_waits),
    row("take_order", TO_TAKE, O.TAKEN, who="finance",
        label="Noter la prise en charge", guard=_failure_waits),
    row("refuse_visa", [O.SENT, O.FORWARDED, O.HELD], O.VISA_REFUSED, who="approver",
        label="Noter le rejet au visa"),
    row("reject_taken", UNANSWERED, O.TAKEN_BACK, who="approver",
        label="Noter le rejet après prise en charge"),
    row("mark_paid", UNANSWERED, O.PAID, who="finance", label="Noter payé"),
    row("reconcile_order", [O.PAID], O.RECONCILED, who="finance", label="Rapprocher du relevé"),
    row("reject_order", UNANSWERED, O.REJECTED, who="approver", label="Noter le rejet"),
    row("stop_cheque", [O.SENT, O.FORWARDED], O.CHEQUE_STOPPED, who="finance",
        label="Annuler le chèque"),
    row("return_order", SETTLED, O.RETURNED, who="approver", label="Noter le retour"),
    row("cancel_sent", [O.SENT], O.UNSENT, who="manager", label="Annuler avant transmission"),
    row("cancel_order", [O.DRAFT, O.CHECKED, O.APPROVED_ONCE, O.APPROVED], O.CANCELLED,
        who="finance", label="Annuler l’ordre"),
)  # fmt: skip
# What one person notes by hand, and the order does once another confirms: each ends in one state.
NOTED_STEPS = {
    name: str(ORDER[name].target)
    for name in ("refuse_visa", "reject_taken", "reject_order", "return_order")
}
