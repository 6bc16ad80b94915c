"""The gracious appeal: what a household says against a decision, and what came of it."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from actors.models import StoredFile
from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models import appeal_sql
from secours_loyer.models.apart_sql import apart
from secours_loyer.models.decision import Decision
from secours_loyer.models.guards import frozen
from secours_loyer.models.request import RentRequest


class AppealSource(models.TextChoices):
    """Who asks for another examination."""

    HOUSEHOLD = "menage", "Le ménage"
    HELPED = "aide", "Le ménage, aidé par quelqu’un"


class AppealOutcome(models.TextChoices):
    """What came of it; empty while it waits."""

    CONFIRMED = "maintenue", "Décision maintenue"
    REPLACED = "remplacee", "Décision remplacée"
    DROPPED = "retire", "Recours retiré"


class AppealQuerySet(models.QuerySet["Appeal"]):
    """Words of the appeals."""

    def open(self) -> models.QuerySet[Appeal]:
        """Those that wait for an answer."""
        return self.filter(outcome="")


class Appeal(models.Model):
    """Against one decision; kept even when it comes late (`late`: past the day of the letter)."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "content": ("reason", "file", "answer_motive", "helped_by"),
        "debts": ("outcome",),
        "technical": (
            *("id", "decision", "received_on", "source", "late", "noted_by", "noted_at"),
            *("answer", "answered_by", "answered_at"),
        ),
    }

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="appeals")
    received_on = models.DateField("reçu le")
    source = models.CharField("présenté par", max_length=10, choices=AppealSource.choices)
    helped_by = models.CharField("avec l’aide de", max_length=120, blank=True, default="")
    reason = models.TextField("ce que dit le ménage", max_length=2000)
    file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="courrier"
    )
    late = models.BooleanField("hors délai", default=False)
    noted_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField("noté le")
    outcome = models.CharField(
        "suite", max_length=10, choices=AppealOutcome.choices, blank=True, default=""
    )
    answer_motive = models.TextField("motif de la réponse", max_length=1500, blank=True, default="")
    answer = models.OneToOneField(
        Decision, on_delete=models.PROTECT, null=True, related_name="answers_appeal"
    )
    answered_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField("répondu le", null=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = "recours gracieux"
        verbose_name_plural = "recours gracieux"
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="appeal_source_whole",
                condition=Q(source=AppealSource.HOUSEHOLD, helped_by="")
                | (Q(source=AppealSource.HELPED) & ~Q(helped_by="")),
                violation_error_message="Dites qui aide le ménage, si quelqu’un l’aide.",
            ),
            models.CheckConstraint(
                name="appeal_reason_given",
                condition=~Q(reason=""),
                violation_error_message="Écrivez ce que dit le ménage.",
            ),
            models.CheckConstraint(
                name="appeal_answered_whole",
                condition=Q(
                    outcome="", answer_motive="", answer=None, answered_by=None, answered_at=None
                )
                | (
                    Q(outcome=AppealOutcome.REPLACED, answer__isnull=False)
                    & Q(answered_by__isnull=False, answered_at__isnull=False)
                    & ~Q(answer_motive="")
                )
                | (
                    Q(outcome__in=[AppealOutcome.CONFIRMED, AppealOutcome.DROPPED], answer=None)
                    & Q(answered_by__isnull=False, answered_at__isnull=False)
                    & ~Q(answer_motive="")
                ),
                violation_error_message="Une réponse à un recours a un motif et un auteur.",
            ),
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(outcome=""),
                name="appeal_open_once",
                violation_error_message="Un recours est déjà noté contre cette décision.",
            ),
        ]
        triggers = [
            *kept("appeal_kept"),
            frozen(
                "appeal",
                (
                    *("decision_id", "received_on", "source", "helped_by", "reason", "file_id"),
                    *("late", "noted_by_id", "noted_at"),
                ),
            ),
            Wall(
                name="appeal_noted_right",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("asked", "record")],
                func=appeal_sql.NOTED_RIGHT,
            ),
            Wall(
                name="appeal_answered_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=appeal_sql.ANSWERED_ONCE,
            ),
            Wall(
                name="appeal_dropped_told",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=appeal_sql.DROPPED_TOLD,
            ),
            apart("appeal", appeal_sql.APPEAL_APART),
        ]

    def __str__(self) -> str:
        return f"Recours reçu le {self.received_on:%d/%m/%Y}"

    @property
    def request(self) -> RentRequest:
        """The request that the contested decision is about."""
        return self.decision.request

    @property
    def waits(self) -> bool:
        """Nobody answered it yet."""
        return not self.outcome
