"""Half-days of work of a body, with what the public may read of them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from actors.models.body import Body

if TYPE_CHECKING:
    from actors.models.user import User


class BodyMeetingQuerySet(models.QuerySet["BodyMeeting"]):
    """Words of the meetings."""

    def published(self) -> Self:
        """Meetings that the public page shows."""
        return self.filter(is_published=True)

    def upcoming(self, at: datetime) -> Self:
        """Meetings not over yet, the next one first."""
        return self.filter(ends_at__gt=at).order_by("starts_at", "pk")

    def past(self, at: datetime) -> Self:
        """Meetings that are over, the last one first."""
        return self.filter(ends_at__lte=at).order_by("-starts_at", "-pk")

    def visible_to(self, user: User) -> Self:
        """Staff prepare meetings; everyone else reads those that are published."""
        return self if user.is_authenticated and user.is_staff else self.published()


class BodyMeeting(models.Model):
    """A half-day on one concrete theme; the report is re-read before the public may read it."""

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="meetings", verbose_name="instance"
    )
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin")
    place = models.CharField("lieu", max_length=200)
    theme = models.CharField("thème", max_length=160)
    agenda = models.TextField("ordre du jour", max_length=4000, blank=True)
    report = models.TextField("compte rendu", max_length=20000, blank=True)
    is_published = models.BooleanField("annoncée au public", default=False)
    report_published_at = models.DateTimeField("compte rendu publié le", null=True, blank=True)
    is_demo = models.BooleanField("donnée de démonstration", default=False)

    objects = BodyMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "réunion d’une instance"
        verbose_name_plural = "réunions des instances"
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="body_meeting_ends_after_start",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message="La réunion doit finir après son début.",
            ),
            models.CheckConstraint(
                name="body_meeting_report_public",
                condition=Q(report_published_at=None)
                | (Q(is_published=True) & ~Q(report="") & Q(report_published_at__gte=F("ends_at"))),
                violation_error_message=(
                    "Un compte rendu se publie après la réunion, quand elle est annoncée et qu’il "
                    "est écrit."
                ),
            ),
            ExclusionConstraint(
                name="body_meeting_no_overlap",
                expressions=[
                    ("body", RangeOperators.EQUAL),
                    (
                        Func(
                            F("starts_at"),
                            F("ends_at"),
                            function="tstzrange",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Une autre réunion a déjà lieu à ce moment.",
            ),
        ]

    def __str__(self) -> str:
        return self.theme
