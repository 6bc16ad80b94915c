"""What a household says against its debt: nothing leaves until its instructor answered."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models.apart_sql import CONTEST_APART, apart
from secours_loyer.models.contest_sql import CONTEST_ANSWERED
from secours_loyer.models.guards import frozen
from secours_loyer.models.request import RentRequest


class ContestedPart(models.TextChoices):
    """How far the household disagrees."""

    AMOUNT = "montant", "Le montant n’est pas le bon"
    DEBT = "dette", "Rien n’est dû"


class ContestQuerySet(models.QuerySet["DebtContest"]):
    """Words of the contests."""

    def open(self) -> models.QuerySet[DebtContest]:
        """Those that nobody answered."""
        return self.filter(answer="")


class DebtContest(models.Model):
    """Noted by the CCAS or the association that filed the request; its instructor answers."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("part", "said_on", "words", "answer"),
        "technical": ("id", "request", "noted_by", "noted_at", "answered_by", "answered_at"),
    }

    request = models.ForeignKey(RentRequest, on_delete=models.PROTECT, related_name="contests")
    part = models.CharField("ce qui est contesté", max_length=10, choices=ContestedPart.choices)
    said_on = models.DateField("dit le")
    words = models.CharField("ce que dit le ménage", max_length=500)
    noted_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField("noté le")
    answer = models.CharField("suite", max_length=500, blank=True, default="")
    answered_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField("répondu le", null=True)

    objects = ContestQuerySet.as_manager()

    class Meta:
        verbose_name = "contestation de la dette par le ménage"
        verbose_name_plural = "contestations de la dette par les ménages"
        ordering = ["-noted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="contest_said",
                condition=Q(part__in=ContestedPart.values) & ~Q(words=""),
                violation_error_message="Écrivez ce que dit le ménage.",
            ),
            models.CheckConstraint(
                name="contest_answered_whole",
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                violation_error_message="Écrivez ce qui règle la contestation.",
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(answer=""),
                name="contest_open_once",
                violation_error_message=(
                    "Une contestation du ménage attend déjà sa réponse sur cette demande."
                ),
            ),
        ]
        triggers = [
            *kept("contest_kept"),
            frozen(
                "contest", ("request_id", "part", "said_on", "words", "noted_by_id", "noted_at")
            ),
            Wall(
                name="contest_answered",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=CONTEST_ANSWERED,
            ),
            apart("contest", CONTEST_APART),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}, dit le {self.said_on:%d/%m/%Y}"
