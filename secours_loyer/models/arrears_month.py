"""The debt month by month: what was due, what was paid, together exactly what is certified."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from reims_solidarite.kit.walls import Wall
from secours_loyer.models.debt import Debt
from secours_loyer.models.guards import refuse

# Deferred: the months are written one after the other and judged together at commit.
EXACT = f"""
    SELECT certified_cents, months INTO wanted FROM secours_loyer_debt
    WHERE id = coalesce(NEW.debt_id, OLD.debt_id);
    SELECT count(*) AS rows, coalesce(sum(due_cents - paid_cents), 0) AS cents,
           coalesce(bool_and(month <@ wanted.months), TRUE) AS inside
    INTO held FROM secours_loyer_arrearsmonth WHERE debt_id = coalesce(NEW.debt_id, OLD.debt_id);
    IF held.rows > 0 AND (held.cents <> wanted.certified_cents OR NOT held.inside) THEN
        {refuse("arrears_exact", "the months are not the certified debt")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants
BEFORE_DECISION = f"""
    IF EXISTS (
        SELECT 1 FROM secours_loyer_decision d
        JOIN secours_loyer_rentrequest r ON r.id = d.request_id
        WHERE r.debt_id = coalesce(NEW.debt_id, OLD.debt_id)
    ) THEN {refuse("arrears_before_decision", "the debt was decided on")}
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class ArrearsMonth(models.Model):
    """One month of rent; `due_cents` after the housing aid that the landlord receives."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("month", "due_cents", "paid_cents"),
        "technical": ("id", "debt"),
    }

    debt = models.ForeignKey(Debt, on_delete=models.PROTECT, related_name="arrears")
    month = models.DateField("mois")
    due_cents = models.PositiveIntegerField("dû (centimes)")
    paid_cents = models.PositiveIntegerField("payé (centimes)", default=0)

    class Meta:
        verbose_name = "mois impayé"
        verbose_name_plural = "mois impayés"
        ordering = ["debt", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["debt", "month"],
                name="arrears_month_once",
                violation_error_message="Ce mois est déjà dans le détail.",
            ),
            models.CheckConstraint(
                name="arrears_month_first_day",
                condition=Q(month__day=1),
                violation_error_message="Un mois est noté à son premier jour.",
            ),
            models.CheckConstraint(
                name="arrears_paid_within_due",
                condition=Q(paid_cents__lte=F("due_cents")),
                violation_error_message="Le payé d’un mois ne dépasse pas ce qui était dû.",
            ),
        ]
        triggers = [
            Wall(
                name="arrears_before_decision",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=BEFORE_DECISION,
            ),
            Wall(
                name="arrears_exact",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                declare=[("wanted", "record"), ("held", "record")],
                func=EXACT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y}"

    @property
    def left_cents(self) -> int:
        """What is still owed for the month."""
        return self.due_cents - self.paid_cents
