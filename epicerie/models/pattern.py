"""The usual week: which days open, at what hours, with which places; and the days that do not."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from epicerie.models.post import Post
from epicerie.models.site import Site

WEEKDAYS = [
    (0, "Lundi"),
    (1, "Mardi"),
    (2, "Mercredi"),
    (3, "Jeudi"),
    (4, "Vendredi"),
    (5, "Samedi"),
    (6, "Dimanche"),
]


class WeeklyPatternQuerySet(models.QuerySet["WeeklyPattern"]):
    """Words of the usual week."""

    def in_force(self, since: date, until: date) -> Self:
        """Patterns valid on at least one day from `since` to `until` excluded."""
        return self.filter(period__overlap=(since, until))


class WeeklyPattern(models.Model):
    """Every such weekday of the period opens at these hours."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+", verbose_name="site")
    weekday = models.PositiveSmallIntegerField("jour de la semaine", choices=WEEKDAYS)
    starts = models.TimeField("de")
    ends = models.TimeField("à")
    period = DateRangeField("valable")

    objects = WeeklyPatternQuerySet.as_manager()

    class Meta:
        verbose_name = "semaine habituelle"
        verbose_name_plural = "semaine habituelle"
        ordering = ["weekday", "starts", "pk"]
        constraints = [
            models.CheckConstraint(
                name="pattern_weekday_known",
                condition=Q(weekday__lte=6),
                violation_error_message="Ce jour de la semaine n’existe pas.",
            ),
            models.CheckConstraint(
                name="pattern_hours_ordered",
                condition=Q(ends__gt=F("starts")),
                violation_error_message="L’heure de fin doit être après l’heure de début.",
            ),
            ExclusionConstraint(
                name="pattern_one_a_weekday",
                expressions=[
                    ("site", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    ("starts", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Ce jour de la semaine ouvre déjà à cette heure sur cette période."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.starts:%H:%M}–{self.ends:%H:%M}"


class PatternNeed(models.Model):
    """Places of one post on such a day."""

    pattern = models.ForeignKey(WeeklyPattern, on_delete=models.PROTECT, related_name="needs")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    places = models.PositiveSmallIntegerField("places")
    skilled = models.PositiveSmallIntegerField("dont personnes formées", default=0)

    class Meta:
        verbose_name = "besoin habituel"
        verbose_name_plural = "besoins habituels"
        ordering = ["pattern", "post", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pattern", "post"],
                name="pattern_need_once",
                violation_error_message="Ce poste a déjà un nombre de places ce jour-là.",
            ),
            models.CheckConstraint(
                name="pattern_need_plausible",
                condition=Q(places__lte=40, skilled__lte=F("places")),
                violation_error_message=(
                    "Un poste compte 40 places au plus, et pas plus de personnes formées que de "
                    "places."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} : {self.places}"


class Closure(models.Model):
    """A day on which the grocery stays closed, whatever the usual week says."""

    day = models.DateField("jour de fermeture", unique=True)
    reason = models.CharField("raison", max_length=120)

    class Meta:
        verbose_name = "jour de fermeture"
        verbose_name_plural = "jours de fermeture"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} : {self.reason}"
