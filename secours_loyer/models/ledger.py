"""The payment ledger, and the seals that show a row changed behind the application's back."""

from __future__ import annotations

from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from reims_solidarite.kit.ledger import Ledger
from reims_solidarite.kit.walls import Wall, append_only
from secours_loyer.models.budget import WITHIN_CREDITS, BudgetLine
from secours_loyer.models.decision import Award
from secours_loyer.models.ledger_sql import AS_ORDER_STANDS, CORRECTS_SAME, PROMISED_WHILE_LIVE
from secours_loyer.models.order import PaymentOrder

_TRIGGERS, _CONSTRAINTS = Ledger.guards("payment_entry")


class EntryKind(models.TextChoices):
    """What the amount is: promised, sent to the bank, known to be paid, or come back since."""

    COMMITTED = "engage", "Engagé"
    SENT = "emis", "Émis"
    PAID = "paye", "Payé"
    RECOVERED = "recouvre", "Recouvré"


class PaymentEntry(Ledger):
    """Signed cents; no name and no account: the accounts outlive the social file."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": (
            "id",
            "at",
            "amount",
            "corrects",
            "kind",
            "award",
            "order",
            "budget_line",
            "by",
        ),
    }

    kind = models.CharField("mouvement", max_length=10, choices=EntryKind.choices)
    award = models.ForeignKey(
        Award, on_delete=models.PROTECT, related_name="entries", verbose_name="attribution"
    )
    order = models.ForeignKey(
        PaymentOrder,
        on_delete=models.PROTECT,
        null=True,
        related_name="entries",
        verbose_name="ordre de paiement",
    )
    budget_line = models.ForeignKey(
        BudgetLine,
        on_delete=models.PROTECT,
        null=True,
        related_name="entries",
        verbose_name="ligne de budget",
    )
    by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )

    class Meta(Ledger.Meta):
        verbose_name = "écriture de paiement"
        verbose_name_plural = "écritures de paiement"
        triggers: ClassVar[list[Any]] = [
            *_TRIGGERS,
            Wall(
                name="commitment_within_credits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("opened", "bigint"), ("used", "bigint"), ("granted", "bigint")],
                func=WITHIN_CREDITS,
            ),
            # After the constraints: what they refuse is told in their own words.
            Wall(
                name="payment_entry_corrects",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=CORRECTS_SAME,
            ),
            Wall(
                name="commitment_of_live_award",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__kind="engage"),
                func=PROMISED_WHILE_LIVE,
            ),
            Wall(
                name="payment_entry_order",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                declare=[("held", "record")],
                func=AS_ORDER_STANDS,
            ),
        ]
        constraints: ClassVar[list[Any]] = [
            *_CONSTRAINTS,
            models.CheckConstraint(
                name="payment_entry_order_by_kind",
                condition=Q(kind=EntryKind.COMMITTED, order=None)
                | Q(
                    kind__in=[EntryKind.SENT, EntryKind.PAID, EntryKind.RECOVERED],
                    order__isnull=False,
                ),
                violation_error_message="Un paiement se rattache à un ordre.",
            ),
            models.CheckConstraint(
                name="payment_entry_corrects_something",
                condition=Q(amount__gt=0, corrects=None) | Q(amount__lt=0, corrects__isnull=False),
                violation_error_message="Une écriture négative corrige une autre écriture.",
            ),
            models.UniqueConstraint(
                fields=["order", "kind"],
                condition=Q(amount__gt=0, kind__in=[EntryKind.SENT, EntryKind.PAID]),
                name="payment_entry_once",
                violation_error_message="Cet ordre a déjà été émis ou payé.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"


class MoneySeal(models.Model):
    """The keyed digest of a money row as an action left it, and of that instant; the last one of
    each row counts."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": ("id", "object_type", "object_id", "digest", "at"),
    }

    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "sceau de paiement"
        verbose_name_plural = "sceaux de paiement"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["object_type", "object_id", "-id"], name="money_seal_object")
        ]
        triggers = append_only("money_seal_append_only")

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id}"
