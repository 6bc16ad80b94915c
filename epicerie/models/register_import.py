"""A list of volunteers sent by the coordinator, between its trial and its confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from actors.models import Organisation
from actors.roles import Role
from actors.rules import holds

if TYPE_CHECKING:
    from actors.models import User


class RegisterImportQuerySet(models.QuerySet["RegisterImport"]):
    """Words of the lists sent."""

    def waiting(self) -> Self:
        """Still holding their file."""
        return self.filter(applied_at=None)

    def visible_to(self, user: User) -> Self:
        """A coordinator sees the lists they sent themselves."""
        if not user.is_authenticated or not holds(user, {Role.GROCERY}):
            return self.none()
        return self.filter(asked_by=user)


class RegisterImport(models.Model):
    """`sealed` holds the file, encrypted, until the list is confirmed, dropped or a day old.

    `organisation`: the association whose whole list it is; empty when each line names its own.
    """

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("sealed",),
        "technical": (
            *("id", "organisation", "asked_by", "asked_at", "applied_at"),
            *("created", "updated", "ended"),
        ),
    }

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="liste entière de",
    )
    sealed = models.TextField("fichier", blank=True, editable=False)
    asked_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", verbose_name="envoyée par"
    )
    asked_at = models.DateTimeField("envoyée le")
    applied_at = models.DateTimeField("confirmée le", null=True)
    created = models.PositiveIntegerField("bénévoles inscrits", default=0)
    updated = models.PositiveIntegerField("fiches complétées", default=0)
    ended = models.PositiveIntegerField("rattachements terminés", default=0)

    objects = RegisterImportQuerySet.as_manager()

    class Meta:
        verbose_name = "import de bénévoles"
        verbose_name_plural = "imports de bénévoles"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="register_import_file_erased",
                condition=Q(applied_at=None) | Q(sealed=""),
                violation_error_message="Une liste confirmée ne garde pas son fichier.",
            ),
        ]

    def __str__(self) -> str:
        return f"Liste du {self.asked_at:%d/%m/%Y}"
