"""A private file: kept outside any web root, under a random name, with its digest."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from reims_solidarite.kit.walls import ReadOnly, kept


def random_path(instance: StoredFile, filename: str) -> str:
    """Nothing of the user's file name reaches the disk."""
    return f"{instance.pk.hex[:2]}/{instance.pk.hex}"


class StoredFile(models.Model):
    """Bytes that never change. It has no address of its own: the page of its owner serves it."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "content": ("name", "content"),
        "technical": ("id", "media_type", "size", "sha256", "created_at", "created_by", "seal"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("nom du fichier", max_length=120)
    media_type = models.CharField("sorte de fichier", max_length=80)
    size = models.PositiveIntegerField("taille en octets")
    sha256 = models.CharField("empreinte", max_length=64)
    content = models.FileField(upload_to=random_path, max_length=80)
    created_at = models.DateTimeField("déposé le")
    created_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="par"
    )
    # `queries.file_seal`: written with the row, and again after a change of key.
    seal = models.CharField("sceau", max_length=64, default="", db_default="", editable=False)

    class Meta:
        verbose_name = "fichier"
        verbose_name_plural = "fichiers"
        ordering = ["-created_at", "pk"]
        triggers = [
            *kept("file_append_only"),
            ReadOnly(name="file_as_stored", exclude=["seal"]),
        ]

    def __str__(self) -> str:
        return self.name
