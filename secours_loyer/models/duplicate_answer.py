"""Why a request stands although another one claims the same months: written once, kept."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from reims_solidarite.kit.walls import Wall, append_only
from secours_loyer.models.apart_sql import apart, checked_apart
from secours_loyer.models.duplicate_sql import ANSWERED_BY_INSTRUCTOR
from secours_loyer.models.request import RentRequest


class DuplicateReason(models.TextChoices):
    """What the instructor found."""

    OTHER_HOME = "autre_logement", "Autre logement"
    FORMER = "ancien_occupant", "Ancien occupant du logement"
    OTHER_MONTHS = "autres_mois", "Mois différents, le décompte le montre"
    SHARES = "parts", "Chacun sa part de la même dette"
    OTHER = "autre", "Autre raison"


class DuplicateAnswer(models.Model):
    """About `other`, for `request` alone: the other one is answered by its own instructor.

    The last row of a pair counts for whoever reads; none is changed.
    """

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("reason", "why"),
        "technical": ("id", "request", "other", "by", "at"),
    }

    request = models.ForeignKey(
        RentRequest, on_delete=models.PROTECT, related_name="duplicate_answers"
    )
    other = models.ForeignKey(
        RentRequest, on_delete=models.PROTECT, related_name="+", verbose_name="autre demande"
    )
    reason = models.CharField("raison", max_length=15, choices=DuplicateReason.choices)
    why = models.CharField("ce qui a été vérifié", max_length=300)
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("répondu le")

    class Meta:
        verbose_name = "réponse à un doublon probable"
        verbose_name_plural = "réponses aux doublons probables"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="duplicate_answer_known",
                condition=Q(reason__in=DuplicateReason.values) & ~Q(why=""),
                violation_error_message=(
                    "Choisissez une raison et écrivez ce que vous avez vérifié."
                ),
            ),
            models.CheckConstraint(
                name="duplicate_answer_of_another",
                condition=~Q(request=F("other")),
                violation_error_message="Une demande n’est pas le doublon d’elle-même.",
            ),
        ]
        triggers = [
            *append_only("duplicate_answer_kept"),
            Wall(
                name="duplicate_answered_by_instructor",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ANSWERED_BY_INSTRUCTOR,
            ),
            apart("duplicate_answer", checked_apart("by_id"), pgtrigger.Insert),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} : {self.why}"
