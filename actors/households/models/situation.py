"""Housing, resources and charges of a household, each over a dated period."""

from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from actors.households.models.household import Household
from actors.households.models.periods import period_starts

Dated = TypeVar("Dated", bound=models.Model)


class PeriodQuerySet(models.QuerySet[Dated]):
    """Words of dated rows."""

    def on(self, day: object) -> Self:
        """Rows in force on a day."""
        return self.filter(period__contains=day)


class HousingKind(models.TextChoices):
    """How the household is housed."""

    SOCIAL = "social", "Logement social"
    PRIVATE = "prive", "Location privée"
    OWNER = "proprietaire", "Propriétaire"
    HOSTED = "heberge", "Hébergé par un tiers"
    SHELTER = "foyer", "Foyer ou hébergement"
    NONE = "sans", "Sans logement"


class Housing(models.Model):
    """Where the household lives; `district` is what the observatory counts by."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "housing": ("kind", "address", "postcode", "city", "district", "period"),
        "technical": ("id", "household"),
    }

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="housings")
    kind = models.CharField("logement", max_length=15, choices=HousingKind.choices)
    address = models.CharField("adresse", max_length=250, blank=True)
    postcode = models.CharField("code postal", max_length=5, blank=True)
    city = models.CharField("commune", max_length=80, default="Reims")
    district = models.CharField("quartier", max_length=60, blank=True)
    period = DateRangeField("période")

    objects = PeriodQuerySet["Housing"].as_manager()

    class Meta:
        verbose_name = "logement"
        verbose_name_plural = "logements"
        ordering = ["household", "-period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="housing_one_a_day",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Le ménage a déjà un logement à cette date : terminez d’abord cette période."
                ),
            ),
            period_starts("housing"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class ResourceKind(models.TextChoices):
    """Monthly resources."""

    WAGES = "salaires", "Salaires"
    ACTIVITY = "prime_activite", "Prime d’activité"
    UNEMPLOYMENT = "chomage", "Allocations chômage"
    SICKNESS = "maladie", "Indemnités maladie"
    RSA = "rsa", "RSA"
    PENSION = "pension", "Pension ou retraite"
    FAMILY = "familiales", "Prestations familiales"
    HOUSING_AID = "logement", "Aide au logement"
    DISABILITY = "aah", "Allocation aux adultes handicapés (AAH)"
    ALIMONY = "alimentaire", "Pension alimentaire reçue"
    SCHOLARSHIP = "bourse", "Bourse d’études"
    OTHER = "autre", "Autre ressource"


class ChargeKind(models.TextChoices):
    """Monthly fixed charges."""

    RENT = "loyer", "Loyer ou emprunt"
    RENT_CHARGES = "charges", "Charges locatives"
    ENERGY = "energie", "Énergie"
    WATER = "eau", "Eau"
    INSURANCE = "assurance", "Assurance du logement"
    HEALTH = "mutuelle", "Mutuelle"
    CHILDCARE = "garde", "Garde d’enfants"
    ALIMONY = "alimentaire", "Pension alimentaire versée"
    TRANSPORT = "transport", "Transport"
    TELECOM = "telecom", "Téléphone et internet"
    TAXES = "impots", "Impôts"
    DEBT = "dettes", "Plan d’apurement ou dettes"
    OTHER = "autre", "Autre charge"


class MonthlyAmount(models.Model):
    """A monthly amount in cents over a half-open period."""

    monthly_cents = models.PositiveIntegerField("montant par mois (centimes)")
    period = DateRangeField("période")

    class Meta:
        abstract = True
        ordering = ["household", "kind", "pk"]


class Resource(MonthlyAmount):
    """What comes in each month."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "resources": ("kind", "monthly_cents", "period"),
        "technical": ("id", "household"),
    }

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="resources")
    kind = models.CharField("ressource", max_length=15, choices=ResourceKind.choices)

    objects = PeriodQuerySet["Resource"].as_manager()

    class Meta(MonthlyAmount.Meta):
        verbose_name = "ressource"
        verbose_name_plural = "ressources"
        constraints = [
            models.CheckConstraint(
                name="resource_plausible",
                condition=Q(monthly_cents__lte=5_000_000),
                violation_error_message="Ce montant dépasse 50 000 € par mois : vérifiez-le.",
            ),
            period_starts("resource"),
            ExclusionConstraint(
                name="resource_one_amount_a_day",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Un montant est déjà connu pour cette ressource à cette date : terminez "
                    "d’abord cette période."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Charge(MonthlyAmount):
    """What goes out each month."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "resources": ("kind", "monthly_cents", "period"),
        "technical": ("id", "household"),
    }

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="charges")
    kind = models.CharField("charge", max_length=15, choices=ChargeKind.choices)

    objects = PeriodQuerySet["Charge"].as_manager()

    class Meta(MonthlyAmount.Meta):
        verbose_name = "charge"
        verbose_name_plural = "charges"
        constraints = [
            models.CheckConstraint(
                name="charge_plausible",
                condition=Q(monthly_cents__lte=5_000_000),
                violation_error_message="Ce montant dépasse 50 000 € par mois : vérifiez-le.",
            ),
            period_starts("charge"),
            ExclusionConstraint(
                name="charge_one_amount_a_day",
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Un montant est déjà connu pour cette charge à cette date : terminez d’abord "
                    "cette période."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
