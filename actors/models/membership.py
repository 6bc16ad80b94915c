"""A person acts for an organisation; leaving keeps the row, and what was done under it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from actors.models.organisation import OrganisationKind
from actors.roles import MemberRole


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Words of the memberships."""

    def active(self) -> Self:
        """Those that give rights now."""
        return self.filter(ended_at=None)

    def managers(self) -> Self:
        """Active members who manage their organisation's page and agents."""
        return self.active().filter(is_manager=True)


class Membership(models.Model):
    """One person in one organisation; coming back reopens the same row without its rights."""

    user = models.ForeignKey(
        "actors.User",
        on_delete=models.PROTECT,
        related_name="all_memberships",
        verbose_name="agent",
    )
    organisation = models.ForeignKey(
        "actors.Organisation",
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name="organisation",
    )
    function = models.CharField("fonction", max_length=120, blank=True)
    is_manager = models.BooleanField("responsable", default=False)
    joined_at = models.DateTimeField("depuis le")
    ended_at = models.DateTimeField("jusqu’au", null=True, blank=True)
    ended_by = models.ForeignKey(
        "actors.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="terminée par",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "agent d’une organisation"
        verbose_name_plural = "agents des organisations"
        ordering = ["organisation", "user", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                name="membership_once",
                violation_error_message="Cette personne est déjà rattachée à cette organisation.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(is_manager=False),
                name="membership_ended_without_rights",
                violation_error_message="Un agent parti n’est plus responsable.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("joined_at")),
                name="membership_dates_ordered",
                violation_error_message="La fin ne peut pas précéder le début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"

    @property
    def role(self) -> str:
        """The role this membership gives (needs `organisation` loaded)."""
        if self.organisation.kind == OrganisationKind.LANDLORD:
            return MemberRole.LANDLORD_AGENT.value
        return (MemberRole.ORG_MANAGER if self.is_manager else MemberRole.AGENT).value
