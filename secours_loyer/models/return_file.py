"""A file that came back from the bank or the accountant: its bytes, kept once."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from actors.rules import BATCH_READER
from reims_solidarite.kit.walls import append_only
from secours_loyer.models.guards import digest_of_content

if TYPE_CHECKING:
    from actors.models import User


class ReturnKind(models.TextChoices):
    """Where the answer comes from."""

    STATEMENT = "camt053", "Relevé de compte (camt.053)"
    NOTICE = "camt054", "Avis d’opérations (camt.054)"
    STATUS = "statut", "Réponses du comptable (CSV)"


class ReturnFileQuerySet(models.QuerySet["ReturnFile"]):
    """Words of the files."""

    def visible_to(self, user: User) -> Self:
        """Those who prepare, approve and control payments."""
        return self if BATCH_READER.allows(user) else self.none()


class ReturnFile(models.Model):
    """`sha256` is unique: the same file never counts twice. `line_count` is what was read."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "content": ("content", "name"),
        "technical": (
            *("id", "uid", "kind", "message", "sha256", "line_count"),
            *("received_at", "received_by"),
        ),
    }

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("fichier", max_length=10, choices=ReturnKind.choices)
    name = models.CharField("nom", max_length=110)
    message = models.CharField("identifiant de la banque", max_length=70, blank=True)
    content = models.BinaryField()
    sha256 = models.CharField("empreinte", max_length=64, unique=True)
    line_count = models.PositiveIntegerField("nombre de lignes")
    received_at = models.DateTimeField("importé le")
    received_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")

    objects = ReturnFileQuerySet.as_manager()

    class Meta:
        verbose_name = "fichier de retour"
        verbose_name_plural = "fichiers de retour"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="return_file_kind_known",
                condition=Q(kind__in=ReturnKind.values, line_count__gt=0),
                violation_error_message="Ce fichier n’est pas d’une sorte connue.",
            ),
            digest_of_content("return_file_digest", "L’empreinte n’est pas celle du fichier."),
        ]
        triggers = append_only("return_file_append_only")

    def __str__(self) -> str:
        return self.name
