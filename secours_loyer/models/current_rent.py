"""The rent of each month, beside the debt: paid, paid in part, unpaid; no row means unknown."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from reims_solidarite.kit.walls import Wall, append_only
from secours_loyer.models.apart_sql import RENT_APART, apart
from secours_loyer.models.guards import refuse
from secours_loyer.models.landlord_link import LandlordLink
from secours_loyer.models.landlord_link_sql import behind_live_link
from secours_loyer.models.tenancy import Tenancy

RIGHT = f"""
    SELECT t.lease_date,
           t.rent_cents + t.charges_cents
           - CASE WHEN t.aid_paid_to_landlord THEN t.housing_aid_cents ELSE 0 END AS due
    INTO lease FROM secours_loyer_tenancy t WHERE t.id = NEW.tenancy_id;
    IF NEW.due_cents <> greatest(lease.due, 0) THEN
        {refuse("rent_due_of_lease", "the amount due is not that of the lease")}
    END IF;
    IF NEW.month > (NEW.at AT TIME ZONE 'Europe/Paris')::date
       OR NEW.month < date_trunc('month', lease.lease_date) THEN
        {refuse("rent_month_of_lease", "this month is not due under the lease")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class RentKind(models.TextChoices):
    """What became of a month's rent."""

    PAID = "paye", "Payé"
    PARTIAL = "partiel", "Payé en partie"
    UNPAID = "impaye", "Impayé"


class CurrentRent(models.Model):
    """Append-only, the last word counts. `due_cents`: after the aid that the landlord receives."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("month", "kind", "due_cents", "cents"),
        "technical": ("id", "tenancy", "link", "by", "at"),
    }

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="rents")
    month = models.DateField("mois")
    kind = models.CharField("loyer", max_length=10, choices=RentKind.choices)
    due_cents = models.PositiveIntegerField("dû (centimes)")
    cents = models.PositiveIntegerField("reçu (centimes)")
    link = models.ForeignKey(
        LandlordLink, on_delete=models.PROTECT, null=True, related_name="rents"
    )
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "loyer courant"
        verbose_name_plural = "loyers courants"
        ordering = ["month", "pk"]
        constraints = [
            models.CheckConstraint(
                name="rent_amount_by_kind",
                condition=Q(kind=RentKind.PAID, cents=F("due_cents"))
                | Q(kind=RentKind.PARTIAL, cents__gt=0, cents__lt=F("due_cents"))
                | Q(kind=RentKind.UNPAID, cents=0, due_cents__gt=0),
                violation_error_message="Le montant reçu ne va pas avec ce qui est dû ce mois-là.",
            ),
            models.CheckConstraint(
                name="rent_month_first_day",
                condition=Q(month__day=1),
                violation_error_message="Un mois est noté à son premier jour.",
            ),
            models.CheckConstraint(
                name="rent_said_by_one",
                condition=Q(by=None, link__isnull=False) | Q(by__isnull=False, link=None),
                violation_error_message="Un loyer est noté par le CCAS, ou par le bailleur.",
            ),
        ]
        triggers = [
            *append_only("rent_append_only"),
            apart("rent", RENT_APART, pgtrigger.Insert),
            behind_live_link("rent"),
            Wall(
                name="rent_right",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("lease", "record")],
                func=RIGHT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%m/%Y}"
