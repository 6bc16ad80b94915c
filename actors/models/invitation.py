"""An invitation to act for an organisation: one address, one use, a short life."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Words of the invitations."""

    def unanswered(self) -> Self:
        """Neither accepted nor withdrawn, in time or not."""
        return self.filter(accepted_at=None, revoked_at=None)

    def live(self, at: datetime) -> Self:
        """Those that can still be accepted."""
        return self.unanswered().filter(expires_at__gt=at)

    def expired(self, at: datetime) -> Self:
        """Those that nobody answered in time."""
        return self.unanswered().filter(expires_at__lte=at)


class Invitation(models.Model):
    """The link's secret is stored as a digest: reading this table opens nothing."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "identity": ("email",),
        "technical": (
            "id",
            "organisation",
            "as_manager",
            "token_digest",
            "invited_by",
            "created_at",
            "expires_at",
            "revoked_at",
            "revoked_by",
            "accepted_at",
            "accepted_by",
        ),
    }

    organisation = models.ForeignKey(
        "actors.Organisation",
        on_delete=models.PROTECT,
        related_name="invitations",
        verbose_name="organisation",
    )
    email = models.EmailField("adresse e-mail")
    as_manager = models.BooleanField("comme responsable", default=False)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", verbose_name="invité par"
    )
    created_at = models.DateTimeField("envoyée le")
    expires_at = models.DateTimeField("valable jusqu’au")
    revoked_at = models.DateTimeField("annulée le", null=True)
    revoked_by = models.ForeignKey(
        "actors.User",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="annulée par",
    )
    accepted_at = models.DateTimeField("acceptée le", null=True)
    accepted_by = models.ForeignKey(
        "actors.User",
        on_delete=models.PROTECT,
        null=True,
        related_name="invitations_accepted",
        verbose_name="acceptée par",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"
        verbose_name_plural = "invitations"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_one_live",
                violation_error_message="Cette adresse a déjà une invitation en attente.",
            ),
            models.CheckConstraint(
                name="invitation_email_lower",
                condition=Q(email=Lower("email")),
                violation_error_message="L’adresse e-mail doit être en minuscules.",
            ),
            models.CheckConstraint(
                name="invitation_has_a_life",
                condition=Q(expires_at__gt=F("created_at")),
                violation_error_message="Une invitation doit être valable un certain temps.",
            ),
            models.CheckConstraint(
                name="invitation_one_end",
                condition=Q(accepted_at=None) | Q(revoked_at=None),
                violation_error_message="Une invitation acceptée ne peut plus être annulée.",
            ),
            models.CheckConstraint(
                name="invitation_accepted_in_time",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__lte=F("expires_at"), accepted_by__isnull=False),
                violation_error_message="Cette invitation n’est plus valable.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} – {self.organisation_id}"

    def is_live(self, at: datetime) -> bool:
        """Can it be accepted at this instant?"""
        return self.accepted_at is None and self.revoked_at is None and at < self.expires_at
