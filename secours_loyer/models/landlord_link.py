"""The link that opens one file to one landlord, and what they said through it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from reims_solidarite.kit.walls import append_only, kept
from secours_loyer.models.order import PaymentOrder
from secours_loyer.models.plan import Instalment
from secours_loyer.models.request import RentRequest


class LandlordLink(models.Model):
    """Kept as a digest; it expires, and may be closed before."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": (
            *("id", "uid", "request", "token_hash", "created_at", "created_by", "expires_at"),
            "closed_at",
        ),
    }

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(RentRequest, on_delete=models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField("valable jusqu’au")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "lien d’un bailleur"
        verbose_name_plural = "liens des bailleurs"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="landlord_link_expires",
                condition=Q(expires_at__gt=F("created_at")),
                violation_error_message="Un lien a une date de fin.",
            ),
        ]
        triggers = kept("landlord_link_kept")

    def __str__(self) -> str:
        return str(self.uid)


class ReportKind(models.TextChoices):
    """What a landlord may say of a file."""

    DEBT = "dette", "Dette confirmée"
    DISPUTED = "contestee", "Dette contestée"
    RECEIVED = "recue", "Aide bien reçue"
    PAID = "payee", "Échéance payée"
    MISSED = "manquee", "Échéance manquée"


class LandlordReport(models.Model):
    """Append-only: a landlord who was wrong reports again."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": ("id", "link", "kind", "order", "instalment", "at"),
    }

    link = models.ForeignKey(LandlordLink, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField("déclaration", max_length=10, choices=ReportKind.choices)
    order = models.ForeignKey(
        PaymentOrder, on_delete=models.PROTECT, null=True, related_name="reports"
    )
    instalment = models.ForeignKey(
        Instalment, on_delete=models.PROTECT, null=True, related_name="reports"
    )
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "déclaration d’un bailleur"
        verbose_name_plural = "déclarations des bailleurs"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="landlord_report_subject",
                condition=Q(
                    kind__in=[ReportKind.DEBT, ReportKind.DISPUTED], order=None, instalment=None
                )
                | Q(kind=ReportKind.RECEIVED, order__isnull=False, instalment=None)
                | Q(
                    kind__in=[ReportKind.PAID, ReportKind.MISSED],
                    order=None,
                    instalment__isnull=False,
                ),
                violation_error_message="Dites de quoi il s’agit.",
            ),
        ]
        triggers = append_only("landlord_report_append_only")

    def __str__(self) -> str:
        return self.get_kind_display()
