"""The urgent cheque of the *régie*: its number, and the receipt that the landlord signed."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models.guards import frozen, payments_stopped, refuse
from secours_loyer.models.order import PaymentOrder

WRITTEN = ("order_id", "number", "issued_on", "issued_by_id", "issued_at")
RECEIVED = ("received_by", "received_on", "noted_by_id", "noted_at")
OF_SENT = f"""
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder
        WHERE id = NEW.order_id AND channel = 'cheque' AND state = 'emis'
    ) THEN {refuse("cheque_of_sent_order", "the order is not one to pay by cheque now")}
    END IF;
    IF NEW.issued_on < (
        SELECT (b.exported_at AT TIME ZONE 'Europe/Paris')::date
        FROM secours_loyer_paymentorder o JOIN secours_loyer_batch b ON b.id = o.batch_id
        WHERE o.id = NEW.order_id
    ) THEN {refuse("cheque_after_export", "the cheque is older than the export of its order")}
    END IF;
    IF {payments_stopped("NEW.issued_at")} THEN
        {refuse("cheque_while_open", "payments are stopped")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class Cheque(models.Model):
    """One order, one cheque. Lost or spoilt: its order is rejected, another stands for it."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("received_by",),
        "bank": ("number",),
        "technical": (
            *("id", "order", "issued_on", "issued_by", "issued_at"),
            *("received_on", "noted_by", "noted_at"),
        ),
    }

    order = models.OneToOneField(PaymentOrder, on_delete=models.PROTECT, related_name="cheque")
    number = models.CharField("numéro du chèque", max_length=7, unique=True)
    issued_on = models.DateField("daté du")
    issued_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField("noté le")
    received_by = models.CharField("reçu par", max_length=120, blank=True)
    received_on = models.DateField("reçu le", null=True)
    noted_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    noted_at = models.DateTimeField("acquit noté le", null=True)

    class Meta:
        verbose_name = "chèque"
        verbose_name_plural = "chèques"
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="cheque_number_shape",
                condition=Q(number__regex=r"^[0-9]{7}$"),
                violation_error_message="Le numéro d’un chèque a sept chiffres.",
            ),
            models.CheckConstraint(
                name="cheque_received_whole",
                condition=Q(received_by="", received_on=None, noted_by=None, noted_at=None)
                | (
                    ~Q(received_by="")
                    & Q(received_on__gte=F("issued_on"))
                    & Q(noted_by__isnull=False, noted_at__isnull=False)
                ),
                violation_error_message=(
                    "Un acquit dit qui a reçu le chèque et quel jour, pas avant la date du chèque."
                ),
            ),
        ]
        triggers = [
            *kept("cheque_kept"),
            frozen("cheque", WRITTEN),
            frozen("cheque_received", RECEIVED, unless="OLD.received_on IS NULL"),
            Wall(
                name="cheque_of_sent_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=OF_SENT,
            ),
        ]

    def __str__(self) -> str:
        return self.number
