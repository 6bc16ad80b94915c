"""The ledger of hours given: minutes, by volunteer and by the association that sent them that day.

Append-only. A line of a signed sheet gives one entry; a correction reverses it, then writes anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Sum

from actors.models import Organisation
from actors.roles import Role
from actors.rules import holds
from epicerie.models.presence import LONGEST_MINUTES, Attendance
from epicerie.models.volunteer import Volunteer
from reims_solidarite.kit.ledger import Ledger, LedgerQuerySet
from reims_solidarite.kit.walls import Wall

if TYPE_CHECKING:
    from datetime import date

    from actors.models import User


class HoursKind(models.TextChoices):
    """Where the minutes come from."""

    SHIFT = "shift", "Ouverture"
    MEETING = "meeting", "Réunion"
    TRANSPORT = "transport", "Transport"
    OTHER = "other", "Autre"


# A signed line counts once, up to the planned time and a margin until the coordination confirms
# more; one's own line up to the planned time. A reversal is the entry it reverses, nothing else.
ENTRY_FITS = """
    IF NEW.corrects_id IS NOT NULL THEN
        SELECT * INTO before FROM epicerie_hoursentry WHERE id = NEW.corrects_id;
        IF before.corrects_id IS NOT NULL OR NEW.amount <> -before.amount
           OR NEW.volunteer_id <> before.volunteer_id OR NEW.day <> before.day
           OR NEW.kind <> before.kind
           OR NEW.organisation_id IS DISTINCT FROM before.organisation_id
           OR NEW.attendance_id IS DISTINCT FROM before.attendance_id THEN
            RAISE EXCEPTION 'a reversal repeats what it reverses'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'hours_reversal_exact';
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.attendance_id IS NOT NULL THEN
        SELECT s.signed_at, s.margin_minutes, l.sheet_id, l.volunteer_id, l.minutes, l.confirmed,
               l.noted_by_id = v.user_id AS own,
               extract(epoch FROM upper(o.period) - lower(o.period)) / 60 AS planned INTO line
        FROM epicerie_attendance l JOIN epicerie_presencesheet s ON s.id = l.sheet_id
        JOIN epicerie_openingday o ON o.id = s.opening_id
        LEFT JOIN epicerie_volunteer v ON v.id = l.volunteer_id
        WHERE l.id = NEW.attendance_id;
        IF line.signed_at IS NULL OR line.volunteer_id IS DISTINCT FROM NEW.volunteer_id
           OR NEW.amount <> (CASE
               WHEN line.own THEN least(line.minutes, floor(line.planned))
               WHEN line.confirmed THEN line.minutes
               ELSE least(line.minutes, floor(line.planned) + line.margin_minutes) END) THEN
            RAISE EXCEPTION 'not what a signed sheet says'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'hours_of_a_signed_sheet';
        END IF;
        -- One at a time for a sheet: two hands would each see a person without hours.
        PERFORM pg_advisory_xact_lock(hashtextextended('epicerie_hours', line.sheet_id));
        IF (SELECT sum(h.amount) FROM epicerie_hoursentry h
            JOIN epicerie_attendance l ON l.id = h.attendance_id
            WHERE l.sheet_id = line.sheet_id AND h.volunteer_id = NEW.volunteer_id) <> 0 THEN
            RAISE EXCEPTION 'this person already has hours on that sheet'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'hours_once_a_sheet';
        END IF;
    END IF;
    RETURN NEW;
"""


class HoursQuerySet(LedgerQuerySet):
    """Words of the hours."""

    def between(self, since: date, until: date) -> Self:
        """Worked from `since` to `until` excluded."""
        return self.filter(day__gte=since, day__lt=until)

    def standing(self) -> Self:
        """Entries that no other reverses, without the reversals: what may be counted."""
        return self.filter(corrects=None, corrected_by=None)

    def with_reversals(self) -> Self:
        """`taken_back`: another entry reverses this one."""
        back = self.model._default_manager.filter(corrects=OuterRef("pk"))
        return self.annotate(taken_back=Exists(back))

    def totals(self) -> dict[str, Any]:
        """`minutes` (the balance) and `shifts` (openings done)."""
        shifts = Count("pk", filter=Q(kind=HoursKind.SHIFT, corrects=None, corrected_by=None))
        return self.aggregate(minutes=Sum("amount", default=0), shifts=shifts)

    def visible_to(self, user: User) -> Self:
        """The coordinator and the auditor see all; a volunteer theirs; a manager those that their
        association was credited with, and no other hours of the same person."""
        if not user.is_authenticated:
            return self.none()
        if holds(user, {Role.GROCERY, Role.AUDITOR}):
            return self
        managed = [m.organisation_id for m in user.memberships if m.is_manager]
        return self.filter(Q(volunteer__user=user) | Q(organisation__in=managed))


GUARDS = Ledger.guards("hours")


class HoursEntry(Ledger):
    """`amount` minutes given on `day`; `organisation` is the one that sent the person that day."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("volunteer", "organisation", "day", "kind", "amount", "reason"),
        "technical": ("id", "at", "by", "corrects", "attendance"),
    }

    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="hours", verbose_name="bénévole"
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="association",
    )
    day = models.DateField("jour")
    kind = models.CharField("sorte", max_length=10, choices=HoursKind.choices)
    attendance = models.ForeignKey(
        Attendance, on_delete=models.PROTECT, null=True, blank=True, related_name="hours"
    )
    reason = models.CharField("raison", max_length=200, blank=True)
    by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", verbose_name="par"
    )

    objects: ClassVar[Any] = HoursQuerySet.as_manager()

    class Meta(Ledger.Meta):
        verbose_name = "heures données"
        verbose_name_plural = "heures données"
        indexes = [
            models.Index(fields=["volunteer", "day"], name="hours_volunteer_day"),
            models.Index(fields=["organisation", "day"], name="hours_organisation_day"),
            models.Index(fields=["day"], name="hours_day"),
        ]
        constraints = [
            *GUARDS[1],
            models.CheckConstraint(
                name="hours_kind_known",
                condition=Q(kind__in=HoursKind.values),
                violation_error_message="Cette sorte d’heures n’existe pas.",
            ),
            models.CheckConstraint(
                name="hours_of_a_sheet_or_explained",
                condition=Q(kind=HoursKind.SHIFT, attendance__isnull=False)
                | (~Q(kind=HoursKind.SHIFT) & Q(attendance=None) & ~Q(reason="")),
                violation_error_message="Des heures hors ouverture disent pourquoi.",
            ),
            models.CheckConstraint(
                name="hours_amount_plausible",
                condition=Q(corrects=None, amount__range=(1, LONGEST_MINUTES))
                | Q(corrects__isnull=False, amount__range=(-LONGEST_MINUTES, -1)),
                violation_error_message="Comptez entre 1 minute et 12 heures par jour.",
            ),
            models.CheckConstraint(
                name="hours_reversal_says_why",
                condition=Q(corrects=None) | ~Q(reason=""),
                violation_error_message="Dites pourquoi ces heures sont annulées.",
            ),
            models.UniqueConstraint(
                fields=["attendance"],
                condition=Q(corrects=None),
                name="hours_once_a_line",
                violation_error_message="Les heures de cette ligne sont déjà comptées.",
            ),
        ]
        triggers = [
            *GUARDS[0],
            Wall(
                name="hours_fit",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("before", "RECORD"), ("line", "RECORD")],
                func=ENTRY_FITS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer} : {self.amount:+d} min"
