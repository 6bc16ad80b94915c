"""What the instruction writes: computations, kept for ever, and notes that few may read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from actors.roles import NOTES_ROLES, Role
from actors.rules import holds
from reims_solidarite.kit.walls import Wall, append_only
from secours_loyer.models.guards import has_role, refuse
from secours_loyer.models.request import RentRequest
from secours_loyer.models.tie_sql import ASSESSMENT_APART

if TYPE_CHECKING:
    from actors.models import User

DURING_STUDY = f"""
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_rentrequest
        WHERE id = NEW.request_id AND state = 'en_instruction'
    ) THEN {refuse("assessment_during_study", "the request is not being studied")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
NOTED_BY = f"""
    IF NOT {has_role("NEW.by_id", Role.CASE_WORKER, Role.MANAGER)}
    THEN {refuse("note_by_social_worker", "whoever writes it is no social worker")}
    END IF;
    RETURN NEW;
"""


class Assessment(models.Model):
    """One computation with all it was made from: run again years later, it gives the same."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "resources": ("inputs", "parameters", "lines", "aid_cents"),
        "technical": ("id", "request", "on", "at", "by"),
    }

    request = models.ForeignKey(RentRequest, on_delete=models.PROTECT, related_name="assessments")
    on = models.DateField("règles du")
    inputs = models.JSONField()
    parameters = models.JSONField()
    lines = models.JSONField("explication")
    aid_cents = models.PositiveIntegerField("aide calculée (centimes)")
    at = models.DateTimeField("calculé le")
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "calcul"
        verbose_name_plural = "calculs"
        ordering = ["-at", "-pk"]
        triggers = [
            *append_only("assessment_append_only"),
            Wall(
                name="assessment_apart",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ASSESSMENT_APART,
            ),
            Wall(
                name="assessment_during_study",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=DURING_STUDY,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.on:%d/%m/%Y}"


# How the note of a manager who sends the study back begins: the page looks for it.
SENT_BACK = "Renvoyée à l’instruction : "


class SocialNoteQuerySet(models.QuerySet["SocialNote"]):
    """Words of the social notes."""

    def visible_to(self, user: User) -> Self:
        """Social workers only."""
        return self if holds(user, NOTES_ROLES) else self.none()


class SocialNote(models.Model):
    """Apart from the request: no page of a landlord, a partner or the accountant joins it."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "notes": ("text",),
        "technical": ("id", "request", "at", "by"),
    }

    request = models.ForeignKey(RentRequest, on_delete=models.PROTECT, related_name="+")
    text = models.TextField("note sociale", max_length=4000)
    at = models.DateTimeField("le")
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")

    objects = SocialNoteQuerySet.as_manager()

    class Meta:
        verbose_name = "note sociale"
        verbose_name_plural = "notes sociales"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="note_not_empty",
                condition=~Q(text=""),
                violation_error_message="Écrivez la note.",
            ),
        ]
        triggers = [
            *append_only("note_append_only"),
            Wall(
                name="note_by_social_worker",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=NOTED_BY,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y}"
