"""A volunteer holds one numbered place of one opening; the database refuses every double."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from actors.roles import Role
from actors.rules import holds
from epicerie.models.lapsing_walls import LEFT
from epicerie.models.opening import OpeningDay, OpeningNeed
from epicerie.models.presence_walls import PLACED_BEFORE_THE_SHEET, PRESENT_HOLDS
from epicerie.models.volunteer import Affiliation, Volunteer
from epicerie.states import PlaceState
from reims_solidarite.kit.walls import FSM, Wall, kept

if TYPE_CHECKING:
    from actors.models import User

ACTIVE = Q(state=PlaceState.ACTIVE)
# Locks the need: two inserts and a lowered need cannot pass each other.
FITS = """
    SELECT n.places, n.opening_id, o.state, o.period INTO need
    FROM epicerie_openingneed n JOIN epicerie_openingday o ON o.id = n.opening_id
    WHERE n.id = NEW.need_id FOR UPDATE OF n;
    IF NEW.opening_id <> need.opening_id OR NEW.period <> need.period THEN
        RAISE EXCEPTION 'the place belongs to another opening'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_of_its_opening';
    END IF;
    IF need.state <> 'planned' THEN
        RAISE EXCEPTION 'the opening is cancelled'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_of_a_planned_day';
    END IF;
    IF NEW.place_number > need.places THEN
        RAISE EXCEPTION 'no such place'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_place_exists';
    END IF;
    RETURN NEW;
"""


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Words of the places held."""

    def active(self) -> Self:
        return self.filter(ACTIVE)

    def to_come(self, at: datetime) -> Self:
        """Not over yet."""
        return self.filter(period__endswith__gt=at)

    def visible_to(self, user: User) -> Self:
        """The coordinator sees all; a volunteer theirs; a manager those of their association."""
        if not user.is_authenticated:
            return self.none()
        if holds(user, {Role.GROCERY}):
            return self
        managed = [m.organisation_id for m in user.memberships if m.is_manager]
        sent = Affiliation.objects.live().filter(organisation__in=managed).values("volunteer")
        return self.filter(Q(volunteer__user=user) | Q(volunteer__in=sent))


class Assignment(models.Model):
    """`period` is copied from the opening, so that overlaps are one exclusion constraint.

    `sequence` rises with each change: calendars ignore an update that does not.
    """

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("volunteer", "need", "opening", "period", "state"),
        "technical": (
            "id",
            "uid",
            "place_number",
            "sequence",
            "confirmed_at",
            "created_at",
            "created_by",
            "changed_at",
        ),
    }

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opening = models.ForeignKey(OpeningDay, on_delete=models.PROTECT, related_name="assignments")
    need = models.ForeignKey(OpeningNeed, on_delete=models.PROTECT, related_name="assignments")
    place_number = models.PositiveSmallIntegerField("numéro de place")
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="assignments", verbose_name="bénévole"
    )
    period = DateTimeRangeField("période")
    state = models.CharField(
        "état", max_length=10, choices=PlaceState.choices, default=PlaceState.ACTIVE
    )
    confirmed_at = models.DateTimeField("confirmée le", null=True, blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", editable=False
    )
    changed_at = models.DateTimeField(editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "place tenue"
        verbose_name_plural = "places tenues"
        ordering = ["period", "need", "place_number", "pk"]
        indexes = [
            models.Index(fields=["volunteer", "period"], name="assignment_volunteer_period"),
        ]
        constraints = [
            models.CheckConstraint(
                name="assignment_state_known",
                condition=Q(state__in=PlaceState.values),
                violation_error_message="Cet état n’existe pas.",
            ),
            models.CheckConstraint(
                name="assignment_place_from_one",
                condition=Q(place_number__gte=1),
                violation_error_message="Les places sont numérotées à partir de 1.",
            ),
            models.UniqueConstraint(
                fields=["opening", "volunteer"],
                condition=ACTIVE,
                name="assignment_one_a_day",
                violation_error_message="Cette personne a déjà une place ce jour-là.",
            ),
            models.UniqueConstraint(
                fields=["need", "place_number"],
                condition=ACTIVE,
                name="assignment_one_a_place",
                violation_error_message="Cette place vient d’être prise.",
            ),
            ExclusionConstraint(
                name="assignment_no_overlap",
                expressions=[
                    ("volunteer", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=ACTIVE,
                violation_error_message="Cette personne est déjà prise à ces heures.",
            ),
        ]
        triggers = [
            Wall(
                name="assignment_fits",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__state="active"),
                declare=[("need", "RECORD")],
                func=FITS,
            ),
            Wall(
                name="assignment_placed_before_the_sheet",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=PLACED_BEFORE_THE_SHEET,
            ),
            Wall(
                name="assignment_of_a_present_person",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="active") & ~pgtrigger.Q(new__state="active"),
                func=PRESENT_HOLDS,
            ),
            FSM(
                name="assignment_states",
                field="state",
                transitions=[
                    ("active", "given_up"),
                    ("active", "cancelled"),
                    ("active", "exchanged"),
                ],
            ),
            LEFT,
            *kept("assignment_stays"),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer} – {self.opening}"
