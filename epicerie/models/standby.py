"""People who would come if somebody is missing: the first to be called."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from epicerie.models.lapsing_walls import STANDBY
from epicerie.models.opening import OpeningDay
from epicerie.models.volunteer import Volunteer

if TYPE_CHECKING:
    from actors.models import User


class StandbyQuerySet(models.QuerySet["Standby"]):
    """Words of the standby list."""

    def live(self) -> Self:
        return self.filter(ended_at=None)

    def visible_to(self, user: User) -> Self:
        """Those of the volunteers that the user sees."""
        return self.filter(volunteer__in=Volunteer.objects.visible_to(user))


class Standby(models.Model):
    """A volunteer holds themselves ready for an opening; they leave the list when they want."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("volunteer", "opening"),
        "technical": ("id", "created_at", "ended_at"),
    }

    opening = models.ForeignKey(OpeningDay, on_delete=models.PROTECT, related_name="standbys")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="standbys")
    created_at = models.DateTimeField(editable=False)
    ended_at = models.DateTimeField("retiré le", null=True, blank=True, editable=False)

    objects = StandbyQuerySet.as_manager()

    class Meta:
        verbose_name = "suppléant"
        verbose_name_plural = "suppléants"
        ordering = ["opening", "created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "volunteer"],
                condition=Q(ended_at=None),
                name="standby_once",
                violation_error_message="Vous êtes déjà sur la liste de ce jour.",
            ),
        ]
        triggers = [STANDBY]

    def __str__(self) -> str:
        return f"{self.volunteer} – {self.opening}"
