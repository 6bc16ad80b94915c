"""When a volunteer can come: usual half-days, dated exceptions, absences."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from epicerie.models.pattern import WEEKDAYS
from epicerie.models.volunteer import Volunteer

if TYPE_CHECKING:
    from actors.models import User

NOON = time(13)


class Half(models.TextChoices):
    """Half-days, the grain in which people say when they can come."""

    MORNING = "am", "Matin"
    AFTERNOON = "pm", "Après-midi"


class Willing(models.IntegerChoices):
    """How gladly; the number is the penalty of the rota (`epicerie.rota`)."""

    GLADLY = 0, "Volontiers"
    FINE = 1, "D’accord"
    IF_NEEDED = 2, "Si besoin"
    LAST = 3, "En dernier recours"


def halves_of(starts: time, ends: time) -> tuple[str, ...]:
    """The half-days an opening touches: somebody must be free on each of them."""
    halves = []
    if starts < NOON:
        halves.append(Half.MORNING.value)
    if ends > NOON:
        halves.append(Half.AFTERNOON.value)
    return tuple(halves)


class AvailabilityQuerySet(models.QuerySet["Availability"]):
    """Words of the usual half-days."""

    def visible_to(self, user: User) -> Self:
        """Those of the volunteers that the user sees."""
        return self.filter(volunteer__in=Volunteer.objects.visible_to(user))


class Availability(models.Model):
    """A half-day of the week on which the volunteer can usually come; no row: cannot."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("volunteer", "weekday", "half", "willing"),
        "technical": ("id",),
    }

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="availability")
    weekday = models.PositiveSmallIntegerField("jour de la semaine", choices=WEEKDAYS)
    half = models.CharField("demi-journée", max_length=2, choices=Half.choices)
    willing = models.PositiveSmallIntegerField(
        "envie", choices=Willing.choices, default=Willing.FINE
    )

    objects = AvailabilityQuerySet.as_manager()

    class Meta:
        verbose_name = "disponibilité habituelle"
        verbose_name_plural = "disponibilités habituelles"
        ordering = ["volunteer", "weekday", "half", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "weekday", "half"], name="availability_once_a_half_day"
            ),
            models.CheckConstraint(
                name="availability_half_day_known",
                condition=Q(weekday__lte=6, half__in=Half.values, willing__lte=3),
                violation_error_message="Cette demi-journée n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.get_half_display().lower()}"


class DatedAvailabilityQuerySet(models.QuerySet["DatedAvailability"]):
    """Words of the exceptions."""

    def visible_to(self, user: User) -> Self:
        """Those of the volunteers that the user sees."""
        return self.filter(volunteer__in=Volunteer.objects.visible_to(user))


class DatedAvailability(models.Model):
    """One half-day of one date, stronger than the usual week: can come, or cannot."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("volunteer", "day", "half", "can_come", "willing"),
        "technical": ("id",),
    }

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="dated_availability"
    )
    day = models.DateField("jour")
    half = models.CharField("demi-journée", max_length=2, choices=Half.choices)
    can_come = models.BooleanField("peut venir")
    willing = models.PositiveSmallIntegerField(
        "envie", choices=Willing.choices, default=Willing.FINE
    )

    objects = DatedAvailabilityQuerySet.as_manager()

    class Meta:
        verbose_name = "exception de disponibilité"
        verbose_name_plural = "exceptions de disponibilité"
        ordering = ["volunteer", "day", "half", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "day", "half"], name="dated_availability_once"
            ),
            models.CheckConstraint(
                name="dated_availability_half_known",
                condition=Q(half__in=Half.values, willing__lte=3),
                violation_error_message="Cette demi-journée n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.get_half_display().lower()}"


class AbsenceQuerySet(models.QuerySet["Absence"]):
    """Words of the absences."""

    def on(self, day: date) -> Self:
        return self.filter(period__contains=day)

    def visible_to(self, user: User) -> Self:
        """Those of the volunteers that the user sees."""
        return self.filter(volunteer__in=Volunteer.objects.visible_to(user))


class Absence(models.Model):
    """Days away, whatever the usual week says. Never the reason: it may be health."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("volunteer", "period"),
        "technical": ("id", "said_at"),
    }

    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="absences")
    period = DateRangeField("période")
    said_at = models.DateTimeField(editable=False)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = "absence d’un bénévole"
        verbose_name_plural = "absences des bénévoles"
        ordering = ["volunteer", "period", "pk"]
        constraints = [
            ExclusionConstraint(
                name="absence_no_overlap",
                expressions=[
                    ("volunteer", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message="Une absence est déjà notée sur une partie de ces jours.",
            ),
            models.CheckConstraint(
                name="absence_has_two_ends",
                condition=Q(period__startswith__isnull=False, period__endswith__isnull=False)
                & Q(period__isempty=False),
                violation_error_message="Indiquez le premier et le dernier jour de l’absence.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer} : {self.first:%d/%m/%Y}"

    @property
    def first(self) -> date:
        day: date = self.period.lower
        return day

    @property
    def last(self) -> date:
        """The last day away; the range ends on the day after."""
        after: date = self.period.upper
        return after - timedelta(days=1)
