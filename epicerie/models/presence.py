"""The presence sheet of an opening and its lines; signed once, and never touched again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from actors.roles import Role
from actors.rules import holds
from epicerie.models.assignment import Assignment
from epicerie.models.opening import OpeningDay
from epicerie.models.presence_walls import (
    CONFIRMED_BY_ANOTHER,
    LINE_FITS,
    ONCE_A_PERSON,
    REGISTERED_WHOLE,
    SHEET_FITS,
    SHEET_GOES_EMPTY,
    SHEET_HAS_A_LINE,
    SIGNED_WHOLE,
)
from epicerie.models.volunteer import Affiliation, Volunteer
from epicerie.states import CAME, Presence
from reims_solidarite.kit.one_line import holds_one_line
from reims_solidarite.kit.walls import Wall, not_emptied

if TYPE_CHECKING:
    from actors.models import User

LONGEST_MINUTES = 12 * 60
LONGEST_MARGIN = 240


class PresenceSheet(models.Model):
    """One for each opening that took place: it comes with its first line, and goes with its last
    as long as nobody signed it. `margin_minutes`: the parameter on the day of the opening.
    """

    opening = models.OneToOneField(OpeningDay, on_delete=models.PROTECT, related_name="sheet")
    begun_at = models.DateTimeField("ouverte le", editable=False)
    margin_minutes = models.PositiveSmallIntegerField(
        "minutes comptées au-delà de la durée prévue", default=0, editable=False
    )
    signed_at = models.DateTimeField("signée le", null=True, blank=True, editable=False)
    signed_by = models.ForeignKey(
        "actors.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="signée par",
    )

    class Meta:
        verbose_name = "feuille de présence"
        verbose_name_plural = "feuilles de présence"
        ordering = ["-opening__day", "pk"]
        constraints = [
            models.CheckConstraint(
                name="sheet_signed_by_somebody",
                condition=Q(signed_at=None, signed_by=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                violation_error_message="Une feuille signée dit par qui et quand.",
            ),
            models.CheckConstraint(
                name="sheet_margin_plausible",
                condition=Q(margin_minutes__lte=LONGEST_MARGIN),
                violation_error_message="Comptez 240 minutes au plus au-delà de la durée prévue.",
            ),
        ]
        triggers = [
            Wall(
                name="sheet_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=SHEET_GOES_EMPTY,
            ),
            not_emptied("sheet_stays"),
            Wall(
                name="sheet_has_a_line",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=SHEET_HAS_A_LINE.format(sheet="NEW.id"),
            ),
            Wall(
                name="sheet_fits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("held", "RECORD")],
                func=SHEET_FITS,
            ),
            Wall(
                name="sheet_signed_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=SIGNED_WHOLE,
            ),
        ]

    def __str__(self) -> str:
        return f"Feuille de présence – {self.opening}"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Words of the lines."""

    def in_force(self) -> Self:
        """Without those that a later line corrects."""
        return self.filter(corrected_by=None)

    def came(self) -> Self:
        return self.filter(status__in=CAME)

    def visible_to(self, user: User) -> Self:
        """The coordinator sees all; a volunteer theirs; a manager those of their association."""
        if not user.is_authenticated:
            return self.none()
        if holds(user, {Role.GROCERY}):
            return self
        managed = [m.organisation_id for m in user.memberships if m.is_manager]
        sent = Affiliation.objects.live().filter(organisation__in=managed).values("volunteer")
        return self.filter(Q(volunteer__user=user) | Q(volunteer__in=sent))


class Attendance(models.Model):
    """One person of one sheet: expected (`assignment`), a volunteer who came without a place, or
    somebody who is not registered yet (`guest_name`, cleared as soon as they are).

    Before the signature a line changes; after it, a line is corrected by another, with a reason.
    `confirmed`: noted by the coordination, for somebody else than themself.
    """

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": (
            *("sheet", "assignment", "volunteer", "guest_name", "status", "arrived_at"),
            *("minutes", "reason"),
        ),
        "technical": ("id", "corrects", "noted_at", "noted_by", "confirmed"),
    }

    sheet = models.ForeignKey(PresenceSheet, on_delete=models.PROTECT, related_name="lines")
    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, null=True, blank=True, related_name="attendances"
    )
    guest_name = models.CharField("personne à inscrire", max_length=80, blank=True)
    status = models.CharField("présence", max_length=10, choices=Presence.choices)
    arrived_at = models.DateTimeField("arrivée", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("minutes données", default=0)
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrected_by",
        verbose_name="corrige",
    )
    reason = models.CharField("raison de la correction", max_length=200, blank=True)
    noted_at = models.DateTimeField("notée le", editable=False)
    noted_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", editable=False
    )

    confirmed = models.BooleanField("notée par la coordination", default=False, editable=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "présence"
        verbose_name_plural = "présences"
        ordering = ["sheet", "pk"]
        constraints = [
            models.CheckConstraint(
                name="attendance_status_known",
                condition=Q(status__in=Presence.values),
                violation_error_message="Cette présence n’existe pas.",
            ),
            holds_one_line("guest_name", "reason", name="attendance_one_line"),
            models.CheckConstraint(
                name="attendance_of_somebody",
                condition=Q(volunteer__isnull=False, guest_name="")
                | (Q(volunteer=None, assignment=None) & ~Q(guest_name="")),
                violation_error_message="Choisissez un bénévole, ou écrivez un nom à inscrire.",
            ),
            models.CheckConstraint(
                name="attendance_minutes_of_those_who_came",
                condition=Q(status__in=CAME, minutes__range=(1, LONGEST_MINUTES))
                | (~Q(status__in=CAME) & Q(minutes=0, arrived_at=None)),
                violation_error_message=(
                    "Une personne venue a donné entre 1 minute et 12 heures ; une absente, aucune."
                ),
            ),
            models.CheckConstraint(
                name="attendance_late_says_when",
                condition=~Q(status=Presence.LATE) | Q(arrived_at__isnull=False),
                violation_error_message="Indiquez l’heure d’arrivée de la personne en retard.",
            ),
            models.CheckConstraint(
                name="attendance_walk_in_came",
                condition=Q(assignment__isnull=False)
                | Q(status__in=CAME)
                | Q(corrects__isnull=False),
                violation_error_message="Une personne venue sans place est présente.",
            ),
            models.CheckConstraint(
                name="attendance_correction_says_why",
                condition=Q(corrects=None, reason="")
                | (Q(corrects__isnull=False) & ~Q(reason="") & ~Q(corrects=F("id"))),
                violation_error_message="Dites pourquoi la feuille signée est corrigée.",
            ),
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(corrects=None),
                name="attendance_once_a_place",
                violation_error_message="Cette personne est déjà notée sur la feuille.",
            ),
            models.UniqueConstraint(
                fields=["sheet", "volunteer"],
                condition=Q(corrects=None, status__in=CAME),
                name="attendance_once_a_volunteer",
                violation_error_message="Cette personne est déjà notée sur la feuille.",
            ),
        ]
        triggers = [
            Wall(
                name="attendance_fits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("sheet", "RECORD"), ("held", "RECORD"), ("before", "RECORD")],
                func=LINE_FITS,
            ),
            Wall(
                name="attendance_once_a_person",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ONCE_A_PERSON,
            ),
            Wall(
                name="attendance_confirmed_by_another",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__confirmed=True),
                func=CONFIRMED_BY_ANOTHER,
            ),
            Wall(
                name="attendance_registered_whole",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__guest_name="") & pgtrigger.Q(new__guest_name=""),
                func=REGISTERED_WHOLE,
            ),
            Wall(
                name="attendance_leaves_no_empty_sheet",
                when=pgtrigger.After,
                operation=pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=SHEET_HAS_A_LINE.format(sheet="OLD.sheet_id"),
            ),
            Wall(
                name="attendance_not_emptied",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'Cannot truncate % table', TG_TABLE_NAME;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer or self.guest_name} : {self.get_status_display()}"

    @property
    def is_own(self) -> bool:
        """Noted by the person themself."""
        return self.volunteer is not None and self.volunteer.user_id == self.noted_by_id

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed and not self.is_own
