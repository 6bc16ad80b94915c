"""The plan that a decision leaves, and that will not be: said with its reason, for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models

from actors.rules import DECISION_READER
from reims_solidarite.kit.visible import SEEN
from reims_solidarite.kit.walls import Wall, append_only
from secours_loyer.models.decision import Decision
from secours_loyer.models.plan_given_up_sql import GIVEN_UP_RIGHT

if TYPE_CHECKING:
    from actors.models import User


class PlanGivenUpQuerySet(models.QuerySet["PlanGivenUp"]):
    """Words of the plans given up."""

    def visible_to(self, user: User) -> Self:
        """Whoever reads the decision that left the plan."""
        return self if DECISION_READER.allows(user) else self.none()


class PlanGivenUp(models.Model):
    """Of one decision: another one, which replaces it, asks anew. A plan may still be prepared."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("why",),
        "technical": ("id", "decision", "by", "at"),
    }

    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="plan_given_up"
    )
    why = models.CharField("pourquoi le plan n’aura pas lieu", max_length=500)
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("noté le")

    objects = PlanGivenUpQuerySet.as_manager()

    class Meta:
        verbose_name = "plan d’apurement qui n’aura pas lieu"
        verbose_name_plural = "plans d’apurement qui n’auront pas lieu"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_given_up_why",
                condition=models.Q(why__regex=SEEN),
                violation_error_message="Écrivez pourquoi le plan n’aura pas lieu.",
            ),
        ]
        triggers = [
            *append_only("plan_given_up_kept"),
            Wall(
                name="plan_given_up_right",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("held", "record")],
                func=GIVEN_UP_RIGHT,
            ),
        ]

    def __str__(self) -> str:
        return self.why
