"""The lease: the key of every claim, because both members of a couple share it."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models import tenancy_event_sql, tenancy_sql
from secours_loyer.models.guards import frozen
from secours_loyer.models.landlord import Landlord

MOST_RENT = 1_000_000


class Tenancy(models.Model):
    """One lease of one household; `reference` is the tenant's number at the landlord's.

    `ended_on` is the day of the first event that ended it (`TenancyEvent`).
    """

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "housing": (
            *("address", "postcode", "city", "reference", "lease_date", "lease_end"),
            "building",
            *("rent_cents", "charges_cents", "housing_aid_cents", "aid_paid_to_landlord"),
        ),
        "technical": ("id", "household", "landlord", "ended_on", "created_at"),
    }

    household = models.ForeignKey(
        "households.Household", on_delete=models.PROTECT, related_name="tenancies"
    )
    landlord = models.ForeignKey(Landlord, on_delete=models.PROTECT, related_name="tenancies")
    reference = models.CharField("référence du locataire", max_length=30, blank=True)
    address = models.CharField("adresse du logement", max_length=250)
    postcode = models.CharField("code postal", max_length=5)
    city = models.CharField("commune", max_length=80, default="Reims")
    # What `secours_loyer.addresses` reads in the address: the same one, however it was typed.
    building = models.CharField(
        "immeuble", max_length=300, default="", editable=False, db_index=True
    )
    lease_date = models.DateField("date du bail")
    lease_end = models.DateField("fin du bail", null=True, blank=True)
    ended_on = models.DateField("bail terminé le", null=True, blank=True)
    rent_cents = models.PositiveIntegerField("loyer par mois (centimes)")
    charges_cents = models.PositiveIntegerField("charges par mois (centimes)", default=0)
    housing_aid_cents = models.PositiveIntegerField(
        "aide au logement par mois (centimes)", default=0
    )
    aid_paid_to_landlord = models.BooleanField("aide versée au bailleur", default=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = "bail"
        verbose_name_plural = "baux"
        ordering = ["-lease_date", "pk"]
        constraints = [
            models.UniqueConstraint(
                F("landlord"),
                Upper("reference"),
                condition=~Q(reference=""),
                name="tenancy_reference_once",
                violation_error_message=(
                    "Un bail porte déjà cette référence chez ce bailleur : contactez le CCAS."
                ),
            ),
            models.CheckConstraint(
                name="tenancy_building_named",
                condition=~Q(building=""),
                violation_error_message="Écrivez l’adresse du logement et son code postal.",
            ),
            models.CheckConstraint(
                name="tenancy_rent_plausible",
                condition=Q(rent_cents__gt=0, rent_cents__lte=MOST_RENT)
                & Q(charges_cents__lte=MOST_RENT, housing_aid_cents__lte=MOST_RENT),
                violation_error_message=(
                    "Vérifiez le loyer : il doit être supérieur à zéro et sous 10 000 € par mois."
                ),
            ),
            models.CheckConstraint(
                name="tenancy_dates_ordered",
                condition=(Q(lease_end=None) | Q(lease_end__gt=F("lease_date")))
                & (Q(ended_on=None) | Q(ended_on__gte=F("lease_date"))),
                violation_error_message="La fin du bail ne peut pas précéder sa signature.",
            ),
        ]
        triggers = [
            *kept("tenancy_kept"),
            frozen("tenancy", tenancy_sql.OWN),
            frozen("tenancy_date", ("lease_date",), unless=tenancy_sql.NOTHING_LIVE),
            frozen("tenancy_reference", ("reference",), unless=tenancy_sql.SAME_LANDLORD),
            frozen("tenancy_facts", tenancy_sql.FACTS, unless=tenancy_sql.NOTHING_RESTS_ON_IT),
            Wall(
                name="tenancy_ended_by_event",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=tenancy_event_sql.ENDED_BY_EVENT.format(lease="NEW.id"),
            ),
            Wall(
                name="tenancy_landlord_by_event",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                func=tenancy_event_sql.LANDLORD_BY_EVENT,
            ),
        ]

    def __str__(self) -> str:
        return self.reference or self.address

    @property
    def monthly_cents(self) -> int:
        """A month of rent and charges."""
        return self.rent_cents + self.charges_cents
