"""Papers that the CCAS asked for, as they were sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from actors.models import StoredFile
from reims_solidarite.kit.walls import append_only
from secours_loyer.models.request import RentRequest


class RequestPiece(models.Model):
    """Kept the moment it is sent, whatever happens to the form around it."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "content": ("file",),
        "technical": ("id", "request", "at", "by"),
    }

    request = models.ForeignKey(RentRequest, on_delete=models.PROTECT, related_name="pieces")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("jointe le")
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "pièce"
        verbose_name_plural = "pièces"
        ordering = ["at", "pk"]
        triggers = append_only("piece_append_only")

    def __str__(self) -> str:
        return self.file.name
