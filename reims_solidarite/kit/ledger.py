"""Append-only ledgers: rows are never changed nor deleted; a correction is a contra-entry.

`Ledger` gives the abstract row; the app adds what the amount is about. The database refuses
UPDATE and DELETE (trigger), so a balance as of a date is a query that will never change.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q, Sum
from pgtrigger import Trigger

from reims_solidarite.kit.walls import append_only


class LedgerQuerySet(models.QuerySet[Any]):
    """Words of the ledgers."""

    def until(self, at: datetime) -> Self:
        """Rows written at or before an instant."""
        return self.filter(at__lte=at)

    def balance(self) -> int:
        """Sum of the amounts (integer units of the ledger: cents, grams, pieces)."""
        total: int | None = self.aggregate(total=Sum("amount"))["total"]
        return total or 0


class Ledger(models.Model):
    """One movement: a signed whole amount, when, and which row it corrects, if any."""

    at = models.DateTimeField("le")
    amount = models.BigIntegerField("montant")
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name="corrige",
    )

    objects = LedgerQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    @staticmethod
    def guards(prefix: str) -> tuple[list[Trigger], list[models.BaseConstraint]]:
        """Triggers and constraints of a concrete ledger, with names of its own."""
        triggers = append_only(f"{prefix}_append_only")
        constraints: list[models.BaseConstraint] = [
            models.CheckConstraint(
                name=f"{prefix}_amount_not_zero",
                condition=~Q(amount=0),
                violation_error_message="Un mouvement de zéro n’a pas de sens.",
            )
        ]
        return triggers, constraints
