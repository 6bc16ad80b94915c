"""A tie with a household or its landlord, declared by the very person who has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q

from actors.rules import AID_READER
from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models import tie_sql
from secours_loyer.models.guards import frozen
from secours_loyer.models.request import RentRequest

if TYPE_CHECKING:
    from actors.models import User


class TieQuerySet(models.QuerySet["DeclaredTie"]):
    """Words of the ties."""

    def visible_to(self, user: User) -> Self:
        """Whoever works on the aid knows who stands apart; the reason is for managers' pages."""
        return self if AID_READER.allows(user) else self.none()

    def standing(self) -> Self:
        """Not lifted."""
        return self.filter(lifted_at=None)


class DeclaredTie(models.Model):
    """It stands until another person lifts it, with the reason why it was a mistake."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "content": ("reason", "lifted_reason"),
        "technical": ("id", "request", "user", "at", "lifted_by", "lifted_at"),
    }

    request = models.ForeignKey(RentRequest, on_delete=models.PROTECT, related_name="ties")
    user = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", verbose_name="déclaré par"
    )
    reason = models.CharField("lien", max_length=200)
    at = models.DateTimeField("déclaré le")
    lifted_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    lifted_at = models.DateTimeField("levé le", null=True)
    lifted_reason = models.CharField("motif de la levée", max_length=200, blank=True, default="")

    objects = TieQuerySet.as_manager()

    class Meta:
        verbose_name = "lien déclaré"
        verbose_name_plural = "liens déclarés"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "user"],
                condition=Q(lifted_at=None),
                name="tie_once",
                violation_error_message="Votre lien avec ce dossier est déjà déclaré.",
            ),
            models.CheckConstraint(
                name="tie_reason_given",
                condition=~Q(reason=""),
                violation_error_message="Dites quel est ce lien.",
            ),
            models.CheckConstraint(
                name="tie_lifted_whole",
                condition=Q(lifted_at=None, lifted_by=None, lifted_reason="")
                | (Q(lifted_at__gte=F("at"), lifted_by__isnull=False) & ~Q(lifted_reason="")),
                violation_error_message="Dites pourquoi ce lien ne compte pas.",
            ),
            models.CheckConstraint(
                name="tie_lifted_by_another",
                condition=Q(lifted_by=None) | ~Q(lifted_by=F("user")),
                violation_error_message="Un lien est levé par une autre personne.",
            ),
        ]
        triggers = [
            *kept("tie_kept"),
            Wall(
                name="tie_declared_alone",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=tie_sql.DECLARED_ALONE,
            ),
            Wall(
                name="tie_lifted_by_manager",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                func=tie_sql.LIFTED_BY_MANAGER,
            ),
            frozen("tie", ("request_id", "user_id", "reason", "at")),
            frozen(
                "tie_lifted",
                ("lifted_by_id", "lifted_at", "lifted_reason"),
                unless="OLD.lifted_at IS NULL",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} : {self.reason}"
