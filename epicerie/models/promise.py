"""Places that an association promised to fill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from actors.models import Organisation
from actors.roles import Role
from actors.rules import holds

if TYPE_CHECKING:
    from actors.models import User


class PromiseQuerySet(models.QuerySet["Promise"]):
    """Words of the promises."""

    def visible_to(self, user: User) -> Self:
        """The coordinator sees all; a manager those of their organisations."""
        if not user.is_authenticated:
            return self.none()
        if holds(user, {Role.GROCERY}):
            return self
        managed = [m.organisation_id for m in user.memberships if m.is_manager]
        return self.filter(organisation__in=managed)


class Promise(models.Model):
    """`places_a_month`: places of opening days, each calendar month of the period."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="association"
    )
    period = DateRangeField("valable")
    places_a_month = models.PositiveSmallIntegerField("places promises par mois")
    said_at = models.DateTimeField(editable=False)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = "engagement d’une association"
        verbose_name_plural = "engagements des associations"
        ordering = ["organisation", "period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="promise_one_at_a_time",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Un engagement couvre déjà une partie de cette période.",
            ),
            models.CheckConstraint(
                name="promise_plausible",
                condition=Q(places_a_month__gte=1, places_a_month__lte=600),
                violation_error_message="Indiquez entre 1 et 600 places par mois.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} : {self.places_a_month} places par mois"
