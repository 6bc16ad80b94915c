"""Values that the CCAS decides: dated, never overlapping, never constants in the code."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models


class ParameterQuerySet(models.QuerySet["Parameter"]):
    """Words of the parameters."""

    def on(self, day: object) -> Self:
        """The values in force on a Paris day."""
        return self.standing().filter(period__contains=day)

    def standing(self) -> Self:
        """Not replaced by another decision of the very day when they started."""
        return self.filter(replaced_at=None)


class Parameter(models.Model):
    """One value of one key over a half-open period; types and words are in `actors.parameters`.

    A switch may be turned several times a day: the rows it replaces stay, with who, when and why.
    """

    key = models.CharField("paramètre", max_length=80)
    value = models.JSONField("valeur")
    period = DateRangeField("période de validité")
    decision = models.CharField("décision", max_length=160, blank=True)
    set_at = models.DateTimeField("saisi le", editable=False)
    set_by = models.ForeignKey(
        "actors.User",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="décidé par",
    )

    replaced_at = models.DateTimeField("remplacée le", null=True, editable=False)

    objects = ParameterQuerySet.as_manager()

    class Meta:
        verbose_name = "paramètre"
        verbose_name_plural = "paramètres"
        ordering = ["key", "period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="parameter_one_value_a_day",
                expressions=[("key", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=models.Q(replaced_at=None),
                violation_error_message=(
                    "Une autre valeur est déjà en vigueur sur une partie de cette période : "
                    "terminez-la d’abord."
                ),
            ),
            models.CheckConstraint(
                name="parameter_period_starts",
                condition=models.Q(period__startswith__isnull=False)
                & models.Q(period__isempty=False),
                violation_error_message="Une période de validité a une date de début.",
            ),
        ]

    def __str__(self) -> str:
        return self.key
