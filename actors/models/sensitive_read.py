"""The access log: who read which household's data, which class of fields, and why."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reims_solidarite.kit.walls import append_only


class SensitiveRead(models.Model):
    """One person-view. Kept 12 months (CNIL, délibération du 14 octobre 2021 on logging)."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": ("id", "at", "reader", "household", "classes", "route", "reason"),
    }

    at = models.DateTimeField("quand")
    reader = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", verbose_name="qui"
    )
    household = models.UUIDField("ménage")
    classes = ArrayField(models.CharField(max_length=20), verbose_name="données lues")
    route = models.CharField("page", max_length=80)
    reason = models.CharField("à quel titre", max_length=80)

    class Meta:
        verbose_name = "lecture de données sensibles"
        verbose_name_plural = "lectures de données sensibles"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["household", "-at"], name="read_household"),
            models.Index(fields=["reader", "-at"], name="read_reader"),
        ]
        triggers = append_only("read_append_only")

    def __str__(self) -> str:
        return f"{self.route} {self.household}"
