"""Values that the CCAS decides: dated, never overlapping, never constants in the code."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from reims_solidarite.kit.walls import Wall, changed, kept, refuse

WRITTEN_ONCE = changed("id", "key", "value", "decision", "set_at", "set_by_id")
# What was in force on a past day must not change afterwards: amounts were computed and payments
# stopped by it.
FROZEN = f"""
    IF TG_OP = 'INSERT' THEN
        IF NEW.replaced_at IS NOT NULL THEN
            {refuse("parameter_replaced_once", "a new value is not replaced yet")}
        END IF;
        RETURN NEW;
    END IF;
    IF {WRITTEN_ONCE} OR lower(NEW.period) IS DISTINCT FROM lower(OLD.period) THEN
        {refuse("parameter_frozen", "a decision is followed by another, never changed")}
    END IF;
    IF NEW.replaced_at IS DISTINCT FROM OLD.replaced_at
       AND (OLD.replaced_at IS NOT NULL
            OR (NEW.replaced_at AT TIME ZONE 'Europe/Paris')::date <> lower(OLD.period))
    THEN {refuse("parameter_replaced_once", "replaced once, the day when it starts")}
    END IF;
    IF NEW.period IS DISTINCT FROM OLD.period
       AND (upper(NEW.period) IS NULL OR upper(NEW.period) >= upper(OLD.period))
    THEN {refuse("parameter_only_shortened", "the end only comes nearer")}
    END IF;
    RETURN NEW;
"""
FOLLOWED = f"""
    IF NOT EXISTS (
        SELECT 1 FROM actors_parameter n
        WHERE n.key = NEW.key AND n.id <> NEW.id AND n.replaced_at IS NULL
          AND lower(n.period) = CASE WHEN NEW.replaced_at IS NULL
                                THEN upper(NEW.period) ELSE lower(NEW.period) END
    ) THEN {refuse("parameter_followed", "a value ends where another one starts")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants


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
        triggers = [
            *kept("parameter_kept"),
            Wall(
                name="parameter_frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=FROZEN,
            ),
            Wall(
                name="parameter_followed",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=FOLLOWED,
            ),
        ]

    def __str__(self) -> str:
        return self.key
