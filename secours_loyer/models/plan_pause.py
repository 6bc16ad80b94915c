"""A plan put on hold for a dated reason: asked by one person, approved by another, then lifted."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from actors.roles import Role
from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models.apart_sql import PAUSE_APART, apart
from secours_loyer.models.guards import frozen, has_role, refuse
from secours_loyer.models.plan import RepaymentPlan
from secours_loyer.models.plan_signed_sql import PAUSE_ASKED_FIRST

# Deferred: the pause and the state of its plan are written one after the other.
FOLLOWED = f"""
    IF EXISTS (
        SELECT 1 FROM secours_loyer_planpause h
        JOIN secours_loyer_repaymentplan p ON p.id = h.plan_id
        WHERE h.id = NEW.id AND h.approved_at IS NOT NULL AND h.ended_on IS NULL
          AND p.state IN ('actif', 'en_alerte')
    ) THEN {refuse("pause_suspends", "an approved pause suspends its plan")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants


# An event on the home suspends by itself: nobody weighs it.
ANSWERED_BY = f"""
    IF NEW.reason <> 'logement' AND NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id
       AND NOT {has_role("NEW.approved_by_id", Role.MANAGER)}
    THEN {refuse("pause_answered_by_manager", "whoever approves it is not a manager")}
    END IF;
    RETURN NEW;
"""


class PauseReason(models.TextChoices):
    """Why nothing is due for a while."""

    OVERINDEBTED = "surendettement", "Dossier de surendettement recevable (Banque de France)"
    JUDGE = "juge", "Décision d’un juge"
    HOME = "logement", "Événement sur le logement"


class PlanPause(models.Model):
    """`since` may be past: the CCAS learns of a judgment days after it. `ended_on`: lifted."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("since", "until", "reason", "detail", "ended_on"),
        "technical": (
            *("id", "plan", "asked_by", "asked_at", "approved_by", "approved_at"),
            *("refused_by", "refused_at", "ended_by"),
        ),
    }

    plan = models.ForeignKey(RepaymentPlan, on_delete=models.PROTECT, related_name="pauses")
    since = models.DateField("à partir du")
    until = models.DateField("fin prévue le", null=True)
    reason = models.CharField("motif", max_length=15, choices=PauseReason.choices)
    detail = models.CharField("précision", max_length=200, blank=True)
    asked_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("demandée le")
    approved_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField("approuvée le", null=True)
    refused_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    refused_at = models.DateTimeField("refusée le", null=True)
    ended_on = models.DateField("levée à partir du", null=True)
    ended_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "suspension d’un plan"
        verbose_name_plural = "suspensions des plans"
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="pause_reason_known",
                condition=Q(reason__in=PauseReason.values),
                violation_error_message="Ce motif n’est pas dans la liste.",
            ),
            models.CheckConstraint(
                name="pause_dates_ordered",
                condition=(Q(until=None) | Q(until__gt=F("since")))
                & (Q(ended_on=None) | Q(ended_on__gte=F("since"))),
                violation_error_message="La fin de la suspension vient après son début.",
            ),
            models.CheckConstraint(
                name="pause_approver_apart",
                condition=Q(approved_by=None)
                | Q(reason=PauseReason.HOME)
                | ~Q(approved_by=F("asked_by")),
                violation_error_message=(
                    "La suspension est approuvée par une autre personne que celle qui la demande."
                ),
            ),
            models.CheckConstraint(
                name="pause_answered_once",
                condition=Q(approved_at=None, approved_by=None)
                | Q(
                    approved_at__isnull=False,
                    approved_by__isnull=False,
                    refused_at=None,
                    refused_by=None,
                ),
                violation_error_message="Une suspension est approuvée, ou refusée.",
            ),
            models.CheckConstraint(
                name="pause_ended_after_approval",
                condition=Q(ended_on=None, ended_by=None)
                | Q(ended_on__isnull=False, ended_by__isnull=False, approved_at__isnull=False),
                violation_error_message="Seule une suspension approuvée se lève.",
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(ended_on=None, refused_at=None),
                name="pause_open_once",
                violation_error_message="Une suspension est déjà demandée ou en cours.",
            ),
        ]
        triggers = [
            *kept("pause_kept"),
            apart("pause", PAUSE_APART),
            frozen(
                "pause",
                ("plan_id", "since", "until", "reason", "detail", "asked_by_id", "asked_at"),
            ),
            frozen(
                "pause_answer",
                ("approved_by_id", "approved_at", "refused_by_id", "refused_at"),
                unless="OLD.approved_at IS NULL AND OLD.refused_at IS NULL",
                when=pgtrigger.After,
            ),
            frozen(
                "pause_end",
                ("ended_on", "ended_by_id"),
                unless="OLD.ended_on IS NULL",
                when=pgtrigger.After,
            ),
            Wall(
                name="pause_answered_by_manager",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                func=ANSWERED_BY,
            ),
            Wall(
                name="pause_asked_first",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=PAUSE_ASKED_FIRST,
            ),
            Wall(
                name="pause_suspends",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=FOLLOWED,
            ),
        ]

    def __str__(self) -> str:
        return self.get_reason_display()
