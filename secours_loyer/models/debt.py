"""Months of unpaid rent, certified by the landlord: the same months are never claimed twice."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from actors.models import StoredFile
from reims_solidarite.kit.dates import Period
from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models.debt_sql import BORN_CLAIMED, RECLAIMED_FOR_AWARD, RELEASED_AT_END
from secours_loyer.models.guards import frozen, positive, refuse
from secours_loyer.models.review_sql import RECLAIMED
from secours_loyer.models.tenancy import Tenancy


class Debt(models.Model):
    """`released_at`: the request came to nothing, the months may be claimed again."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("months", "certified_cents", "statement_on"),
        "content": ("statement",),
        "technical": ("id", "tenancy", "created_at", "released_at", "statement_unread"),
    }

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="debts")
    months = DateRangeField("mois impayés")
    certified_cents = models.BigIntegerField("dette certifiée (centimes)")
    statement_on = models.DateField("décompte daté du")
    statement = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # A newer statement was joined: the amount that it certifies may be entered, once.
    statement_unread = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(editable=False)
    released_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "dette de loyer"
        verbose_name_plural = "dettes de loyer"
        ordering = ["-created_at", "pk"]
        constraints = [
            ExclusionConstraint(
                name="debt_months_once",
                expressions=[
                    ("tenancy", RangeOperators.EQUAL),
                    ("months", RangeOperators.OVERLAPS),
                ],
                condition=Q(released_at=None),
                violation_error_message=(
                    "Une demande porte déjà sur une partie de ces mois pour ce bail."
                ),
            ),
            models.CheckConstraint(
                name="debt_months_bounded",
                condition=Q(
                    months__isempty=False,
                    months__startswith__isnull=False,
                    months__endswith__isnull=False,
                ),
                violation_error_message="Indiquez le premier et le dernier mois impayés.",
            ),
            *positive("debt", "certified_cents"),
        ]
        triggers = [
            *kept("debt_kept"),
            frozen(
                "debt_released",
                ("released_at",),
                unless=f"OLD.released_at IS NULL OR ({RECLAIMED})",
            ),
            Wall(
                name="debt_born_claimed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=BORN_CLAIMED,
            ),
            Wall(
                name="debt_released_at_end",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=RELEASED_AT_END,
            ),
            Wall(
                name="debt_reclaimed_for_award",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=RECLAIMED_FOR_AWARD,
            ),
            Wall(
                name="debt_amount_of_statement",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"""
                IF NEW.certified_cents <> OLD.certified_cents AND NOT OLD.statement_unread
                   AND NEW.statement_id IS NOT DISTINCT FROM OLD.statement_id
                THEN {refuse("debt_amount_of_statement", "no newer statement certifies it")}
                END IF;
                RETURN NEW;
                """,
            ),
            frozen(
                "debt",
                (
                    *("tenancy_id", "months", "certified_cents"),
                    *("statement_id", "statement_on", "statement_unread"),
                ),
                unless=(
                    "NOT EXISTS (SELECT 1 FROM secours_loyer_decision d"
                    " JOIN secours_loyer_rentrequest r ON r.id = d.request_id"
                    " WHERE r.debt_id = OLD.id)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.months.lower:%m/%Y}"

    @property
    def period(self) -> Period:
        """The unpaid months, half-open."""
        return Period(self.months.lower, self.months.upper)

    @property
    def first_month(self) -> date:
        start: date = self.months.lower
        return start
