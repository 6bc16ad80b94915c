"""A meeting of a working group: its local time, and its report."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from reims_solidarite.kit.dates import paris_instant
from reims_solidarite.kit.walls import Wall

if TYPE_CHECKING:
    from actors.models import User


class MeetingState(models.TextChoices):
    """A cancelled meeting stays in the calendar feeds, marked as such."""

    PLANNED = "prevue", "Prévue"
    CANCELLED = "annulee", "Annulée"


class ReportState(models.TextChoices):
    """An approved report is public, and is never changed again."""

    NONE = "aucun", "Pas encore de compte rendu"
    DRAFT = "brouillon", "Compte rendu en préparation"
    APPROVED = "approuve", "Compte rendu approuvé"


SEQUENCE_RISES = """
    IF (NEW.day, NEW.starts, NEW.ends, NEW.place, NEW.state)
       IS DISTINCT FROM (OLD.day, OLD.starts, OLD.ends, OLD.place, OLD.state)
       AND NEW.sequence <= OLD.sequence THEN
        RAISE EXCEPTION 'a meeting that moves needs a higher sequence'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_sequence_rises';
    END IF;
    RETURN NEW;
"""
REPORT_IS_FINAL = """
    RAISE EXCEPTION 'an approved report never changes'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_report_final';
"""


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Words of the meetings."""

    def from_day(self, on: date) -> Self:
        """Those of this day and later, the next one first."""
        return self.filter(day__gte=on).order_by("day", "starts", "pk")

    def before(self, on: date) -> Self:
        """Past meetings, the last one first."""
        return self.filter(day__lt=on).order_by("-day", "-starts", "pk")

    def visible_to(self, user: User) -> Self:
        """Dates and places are public; drafts of reports are hidden by the pages."""
        return self


class Meeting(models.Model):
    """Day and hours are the wall clock of Reims, so 14:00 stays 14:00 when the clocks change.

    `sequence` rises with each change of time, place or state: calendars then update the entry.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.ForeignKey(
        "assises.WorkingGroup",
        on_delete=models.PROTECT,
        related_name="meetings",
        verbose_name="groupe",
    )
    day = models.DateField("jour")
    starts = models.TimeField("début")
    ends = models.TimeField("fin")
    place = models.CharField("lieu", max_length=250)
    agenda = models.TextField("ordre du jour", blank=True)
    state = models.CharField(
        "état", max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED
    )
    sequence = models.PositiveIntegerField("version pour les agendas", default=0, editable=False)
    changed_at = models.DateTimeField("modifiée le", editable=False)
    report = models.TextField("compte rendu", blank=True)
    report_state = models.CharField(
        "état du compte rendu",
        max_length=10,
        choices=ReportState.choices,
        default=ReportState.NONE,
    )
    report_approved_at = models.DateTimeField("approuvé le", null=True, blank=True)
    report_approved_by = models.ForeignKey(
        "actors.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="approuvé par",
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "réunion"
        verbose_name_plural = "réunions"
        ordering = ["-day", "-starts", "pk"]
        indexes = [models.Index(fields=["group", "day", "starts", "id"], name="meeting_by_group")]
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_start",
                condition=Q(ends__gt=F("starts")),
                violation_error_message="La fin doit être après le début.",
            ),
            models.CheckConstraint(
                name="meeting_state_known",
                condition=Q(state__in=MeetingState.values),
                violation_error_message="Cet état n’existe pas.",
            ),
            models.CheckConstraint(
                name="meeting_report_state_known",
                condition=Q(report_state__in=ReportState.values),
                violation_error_message="Cet état de compte rendu n’existe pas.",
            ),
            models.CheckConstraint(
                name="meeting_report_written",
                condition=(Q(report_state="aucun") & Q(report=""))
                | (~Q(report_state="aucun") & ~Q(report="")),
                violation_error_message="Écrivez le compte rendu.",
            ),
            models.CheckConstraint(
                name="meeting_report_approval_signed",
                condition=Q(
                    report_state="approuve",
                    report_approved_at__isnull=False,
                    report_approved_by__isnull=False,
                )
                | (
                    ~Q(report_state="approuve")
                    & Q(report_approved_at=None, report_approved_by=None)
                ),
                violation_error_message="L’approbation porte une date et un nom.",
            ),
        ]
        triggers = [
            Wall(
                name="meeting_sequence_rises",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=SEQUENCE_RISES,
            ),
            Wall(
                name="meeting_report_final",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__report_state="approuve")
                & (
                    pgtrigger.Q(old__report__df=pgtrigger.F("new__report"))
                    | ~pgtrigger.Q(new__report_state="approuve")
                    | pgtrigger.Q(
                        old__report_approved_at__df=pgtrigger.F("new__report_approved_at")
                    )
                    | pgtrigger.Q(
                        old__report_approved_by__df=pgtrigger.F("new__report_approved_by")
                    )
                ),
                func=REPORT_IS_FINAL,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} – {self.day:%d/%m/%Y}"

    @property
    def starts_at(self) -> datetime:
        """The instant it begins."""
        return paris_instant(self.day, self.starts)

    @property
    def ends_at(self) -> datetime:
        """The instant it ends."""
        return paris_instant(self.day, self.ends)

    @property
    def is_cancelled(self) -> bool:
        return self.state == MeetingState.CANCELLED

    @property
    def has_public_report(self) -> bool:
        """Only an approved report is shown outside."""
        return self.report_state == ReportState.APPROVED
