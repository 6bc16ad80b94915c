"""A request being written: kept as typed, even incomplete, until it is filed or thrown away."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from actors.models import StoredFile
from actors.roles import MemberRole
from actors.rules import FILE_WRITER

if TYPE_CHECKING:
    from actors.models import User


class DraftQuerySet(models.QuerySet["RequestDraft"]):
    """Words of the drafts."""

    def visible_to(self, user: User) -> Self:
        """One's own, those of one's organisation; the CCAS those that the CCAS writes."""
        if not user.is_authenticated:
            return self.none()
        own = [m.organisation_id for m in user.memberships if m.role != MemberRole.LANDLORD_AGENT]
        theirs = Q(created_by=user) | Q(organisation__in=own)
        if FILE_WRITER.allows(user):
            theirs |= Q(by_ccas=True)
        return self.filter(theirs)


class RequestDraft(models.Model):
    """It claims no month and has no number: only a request that is filed does."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("typed",),
        "content": ("statement",),
        "technical": (
            *("id", "uid", "household", "organisation", "by_ccas", "created_by", "created_at"),
            "changed_at",
        ),
    }

    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    household = models.ForeignKey(
        "households.Household",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="ménage",
    )
    organisation = models.ForeignKey(
        "actors.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="organisation",
    )
    by_ccas = models.BooleanField("écrit au CCAS", default=False)
    typed = models.JSONField("saisie", default=dict)
    statement = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="décompte du bailleur",
    )
    created_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, related_name="+", verbose_name="écrit par"
    )
    created_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField("gardé le")

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = "brouillon de demande"
        verbose_name_plural = "brouillons de demandes"
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["uid"],
                name="draft_once",
                violation_error_message="Ce brouillon vient d’être gardé. Rechargez la page.",
            ),
            models.CheckConstraint(
                name="draft_of_one_house",
                condition=Q(by_ccas=False) | Q(organisation=None),
                violation_error_message="Un brouillon du CCAS n’est pas celui d’une organisation.",
            ),
        ]

    def __str__(self) -> str:
        return self.household.name if self.household else "Ménage à choisir"
