"""A person of a household, and the periods during which they live in it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from actors.households.models.household import Household
from actors.households.models.periods import period_starts
from reims_solidarite.kit.names import Phonetic, Unaccent


class Person(models.Model):
    """One person. Nationality, health and social security number are not asked."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("first_name", "last_name", "birth_date", "sort_key", "sound_key"),
        "technical": ("id", "created_at"),
    }

    first_name = models.CharField("prénom", max_length=80)
    last_name = models.CharField("nom", max_length=80)
    birth_date = models.DateField("date de naissance")
    created_at = models.DateTimeField(editable=False)
    sort_key = models.GeneratedField(
        expression=Lower(Unaccent(F("last_name"))),
        output_field=models.CharField(max_length=100),
        db_persist=True,
    )
    sound_key = models.GeneratedField(
        expression=Phonetic(F("last_name")),
        output_field=models.CharField(max_length=40),
        db_persist=True,
    )

    class Meta:
        verbose_name = "personne"
        verbose_name_plural = "personnes"
        ordering = ["sort_key", "first_name", "pk"]
        indexes = [
            models.Index(fields=["birth_date", "sound_key"], name="person_birth_sound"),
            GinIndex(
                OpClass(Lower(Unaccent(F("last_name"))), name="gin_trgm_ops"), name="person_trgm"
            ),
            GinIndex(
                OpClass(Lower(Unaccent(F("first_name"))), name="gin_trgm_ops"),
                name="person_first_trgm",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="person_birth_plausible",
                condition=Q(birth_date__gte="1900-01-01"),
                violation_error_message="Cette date de naissance est trop ancienne : vérifiez-la.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class PlaceInHousehold(models.TextChoices):
    """The place of a person in the household, for the composition."""

    ADULT = "adulte", "Adulte"
    CHILD = "enfant", "Enfant"
    OTHER = "autre", "Autre personne hébergée"


class MemberQuerySet(models.QuerySet["HouseholdMember"]):
    """Words of the composition."""

    def on(self, day: object) -> Self:
        """Who lives in the household on a day."""
        return self.filter(period__contains=day)


class HouseholdMember(models.Model):
    """Composition over time: a person lives in one household at a time."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("person", "place", "period"),
        "technical": ("id", "household"),
    }

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="stays", verbose_name="personne"
    )
    place = models.CharField("place", max_length=10, choices=PlaceInHousehold.choices)
    period = DateRangeField("période")

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = "membre du ménage"
        verbose_name_plural = "membres du ménage"
        ordering = ["household", "place", "pk"]
        constraints = [
            ExclusionConstraint(
                name="person_one_household_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Cette personne vit déjà dans un ménage à cette date : "
                    "terminez d’abord cette période."
                ),
            ),
            period_starts("stay"),
        ]

    def __str__(self) -> str:
        return str(self.person)
