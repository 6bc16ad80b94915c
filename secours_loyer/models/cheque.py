"""The urgent cheque of the *régie*: its number, and the receipt that the landlord signed."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models.apart_sql import CHEQUE_APART, apart
from secours_loyer.models.guards import frozen, payments_stopped, refuse
from secours_loyer.models.order import PaymentOrder

WRITTEN = ("order_id", "number", "issued_on", "issued_by_id", "issued_at")
RECEIVED = ("received_by", "received_on", "noted_by_id", "noted_at")
STOPPED = ("stopped_how", "stopped_on", "stopped_by_id", "stopped_at")
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


WHILE_OUT = f"""
    IF NEW.stopped_on IS NOT NULL AND OLD.stopped_on IS NULL AND NOT EXISTS (
        SELECT 1 FROM secours_loyer_paymentorder WHERE id = NEW.order_id AND state = 'transmis'
    ) THEN {refuse("cheque_stopped_while_out", "the cheque is not out")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class ChequeEnd(models.TextChoices):
    """How a cheque ends without being paid; the last one is of an order without a cheque."""

    RETURNED = "rendu", "Le chèque est revenu au CCAS, il est détruit"
    OPPOSED = "opposition", "Chèque perdu ou volé : opposition faite à la banque"
    UNWRITTEN = "non_ecrit", "Le chèque n’a pas été écrit"


WRITTEN_ENDS = (ChequeEnd.RETURNED, ChequeEnd.OPPOSED)


class Cheque(models.Model):
    """One order, one cheque. Lost or spoilt: it is stopped, another order stands for its own."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("received_by",),
        "bank": ("number",),
        "technical": (
            *("id", "order", "issued_on", "issued_by", "issued_at"),
            *("received_on", "noted_by", "noted_at"),
            *("stopped_how", "stopped_on", "stopped_by", "stopped_at"),
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
    stopped_how = models.CharField(
        "ce qu’il est devenu", max_length=10, choices=ChequeEnd.choices, blank=True
    )
    stopped_on = models.DateField("annulé le", null=True)
    stopped_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    stopped_at = models.DateTimeField("annulation notée le", null=True)

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
            models.CheckConstraint(
                name="cheque_stopped_whole",
                condition=Q(stopped_how="", stopped_on=None, stopped_by=None, stopped_at=None)
                | Q(
                    stopped_how__in=WRITTEN_ENDS,
                    stopped_on__gte=F("issued_on"),
                    stopped_by__isnull=False,
                    stopped_at__isnull=False,
                    received_on=None,
                ),
                violation_error_message=(
                    "Un chèque annulé n’est pas acquitté ; il est rendu, ou mis en opposition, pas "
                    "avant sa date."
                ),
            ),
        ]
        triggers = [
            *kept("cheque_kept"),
            frozen("cheque", WRITTEN),
            apart("cheque", CHEQUE_APART),
            frozen("cheque_received", RECEIVED, unless="OLD.received_on IS NULL"),
            frozen("cheque_stopped", STOPPED, unless="OLD.stopped_on IS NULL"),
            Wall(
                name="cheque_while_out",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=WHILE_OUT,
            ),
            Wall(
                name="cheque_of_sent_order",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=OF_SENT,
            ),
        ]

    def __str__(self) -> str:
        return self.number
