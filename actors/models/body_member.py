"""Who sits in a college, and for how long."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from actors.models.body import College
from reims_solidarite.kit.walls import Wall


class Seat(models.TextChoices):
    """Who comes, or who comes instead."""

    TITULAR = "titulaire", "Titulaire"
    SUBSTITUTE = "suppleant", "Suppléant"


class BodyMemberQuerySet(models.QuerySet["BodyMember"]):
    """Words of the mandates."""

    def sitting(self, on: date) -> Self:
        """Members on a Paris day."""
        return self.filter(mandate__contains=on)


class BodyMember(models.Model):
    """A seat over a half-open period. The label is what colleagues read; the public never does."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("label", "user", "organisation"),
        "technical": (
            *("id", "college", "mandate", "seated_at"),
            *("seat", "stands_in_for", "in_pilot_team"),
        ),
    }

    college = models.ForeignKey(
        College, on_delete=models.PROTECT, related_name="members", verbose_name="collège"
    )
    label = models.CharField("personne", max_length=120)
    user = models.ForeignKey(
        "actors.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="compte",
    )
    organisation = models.ForeignKey(
        "actors.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisation représentée",
    )
    seat = models.CharField(
        "siège", max_length=10, choices=Seat.choices, db_default=Seat.TITULAR, default=Seat.TITULAR
    )
    stands_in_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="substitutes",
        verbose_name="supplée",
    )
    in_pilot_team = models.BooleanField(
        "membre de l’équipe pilote", db_default=False, default=False
    )
    mandate = DateRangeField("période de participation")
    seated_at = models.DateTimeField("saisi le", editable=False)

    objects = BodyMemberQuerySet.as_manager()

    class Meta:
        verbose_name = "participant"
        verbose_name_plural = "participants"
        ordering = ["college", "label", "pk"]
        constraints = [
            ExclusionConstraint(
                name="body_member_label_once",
                expressions=[
                    ("college", RangeOperators.EQUAL),
                    ("label", RangeOperators.EQUAL),
                    ("mandate", RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Cette personne siège déjà dans ce collège sur une partie de la période."
                ),
            ),
            ExclusionConstraint(
                name="body_member_account_once",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("mandate", RangeOperators.OVERLAPS),
                ],
                condition=Q(user__isnull=False),
                violation_error_message=(
                    "Ce compte siège déjà dans un collège sur une partie de la période : "
                    "terminez d’abord ce mandat."
                ),
            ),
            models.CheckConstraint(
                name="body_member_mandate_starts",
                condition=Q(mandate__startswith__isnull=False) & Q(mandate__isempty=False),
                violation_error_message="Un mandat a une date de début, avant sa date de fin.",
            ),
            models.CheckConstraint(
                name="body_member_seat",
                condition=Q(seat=Seat.TITULAR, stands_in_for=None)
                | Q(seat=Seat.SUBSTITUTE, stands_in_for__isnull=False),
                violation_error_message=(
                    "Un suppléant supplée un titulaire, un titulaire ne supplée personne."
                ),
            ),
        ]
        triggers = [
            Wall(
                name="substitute_of_a_titular",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                IF NEW.stands_in_for_id IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM actors_bodymember titular
                    WHERE titular.id = NEW.stands_in_for_id AND titular.seat = 'titulaire'
                      AND titular.college_id = NEW.college_id
                ) THEN
                    RAISE EXCEPTION 'substitute_of_a_titular' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.label
