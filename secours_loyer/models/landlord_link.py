"""The link that opens one file to one landlord, and what they said through it."""

from __future__ import annotations

import uuid
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from actors.models import StoredFile
from reims_solidarite.kit.walls import Wall, append_only, kept
from secours_loyer.models.guards import frozen
from secours_loyer.models.landlord import Landlord
from secours_loyer.models.landlord_link_sql import (
    DISPUTE_SAYS_WHY,
    MADE_FOR,
    behind_live_link,
)
from secours_loyer.models.order import PaymentOrder
from secours_loyer.models.plan import Instalment, RepaymentPlan
from secours_loyer.models.request import RentRequest


class LandlordLink(models.Model):
    """Kept as a digest; it expires, and may be closed before.

    `landlord`: to whom it was made, empty on a link older than the column whose landlord was
    replaced. `membership`: under which an agent made it for themselves; it ends with that right.
    """

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": (
            *("id", "uid", "request", "token_hash", "created_at", "created_by", "expires_at"),
            *("landlord", "membership", "closed_at"),
        ),
    }

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(RentRequest, on_delete=models.PROTECT, related_name="links")
    landlord = models.ForeignKey(
        Landlord, on_delete=models.PROTECT, null=True, related_name="links"
    )
    membership = models.ForeignKey(
        "actors.Membership", on_delete=models.PROTECT, null=True, related_name="+"
    )
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
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(closed_at=None, membership=None),
                name="landlord_link_one_sent",
                violation_error_message="Un lien vient d’être envoyé. Rechargez la page.",
            ),
            models.UniqueConstraint(
                fields=["request", "membership"],
                condition=Q(closed_at=None, membership__isnull=False),
                name="landlord_link_one_own",
                violation_error_message="Cette page est déjà ouverte. Rechargez-la.",
            ),
        ]
        triggers = [
            *kept("landlord_link_kept"),
            frozen(
                "landlord_link",
                (
                    *("uid", "request_id", "landlord_id", "membership_id", "token_hash"),
                    *("created_at", "created_by_id", "expires_at"),
                ),
            ),
            frozen("landlord_link_closed", ("closed_at",), unless="OLD.closed_at IS NULL"),
            Wall(
                name="landlord_link_made_for",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=MADE_FOR,
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ReportKind(models.TextChoices):
    """What a landlord may say of a file."""

    DEBT = "dette", "Dette confirmée"
    DISPUTED = "contestee", "Dette contestée"
    STATEMENT = "decompte", "Décompte certifié"
    AGREED = "acceptee", "Plan accepté"
    RECEIVED = "recue", "Aide bien reçue"
    PAID = "payee", "Échéance payée"
    PARTIAL = "partielle", "Échéance payée en partie"
    MISSED = "manquee", "Échéance manquée"


SUBJECTS = ("order", "instalment", "plan", "file")


def _about(*names: str) -> Q:
    """Reports of these kinds name this subject (a field), or none, and no other."""
    kinds = [name for name in names if name in ReportKind.values]
    given = [name for name in names if name in SUBJECTS]
    return Q(kind__in=kinds, **{f"{name}__isnull": name not in given for name in SUBJECTS})


class LandlordReport(models.Model):
    """Append-only: a landlord who was wrong reports again."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("cents", "said_on", "why"),
        "content": ("file",),
        "technical": ("id", "link", "kind", "order", "instalment", "plan", "at"),
    }

    link = models.ForeignKey(LandlordLink, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField("déclaration", max_length=10, choices=ReportKind.choices)
    order = models.ForeignKey(
        PaymentOrder, on_delete=models.PROTECT, null=True, related_name="reports"
    )
    instalment = models.ForeignKey(
        Instalment, on_delete=models.PROTECT, null=True, related_name="reports"
    )
    plan = models.ForeignKey(
        RepaymentPlan, on_delete=models.PROTECT, null=True, related_name="reports"
    )
    cents = models.BigIntegerField("montant", null=True)
    why = models.CharField("pourquoi", max_length=500, blank=True, default="")
    said_on = models.DateField("daté du", null=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("le")

    class Meta:
        verbose_name = "déclaration d’un bailleur"
        verbose_name_plural = "déclarations des bailleurs"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="landlord_report_subject",
                condition=_about(ReportKind.DEBT, ReportKind.DISPUTED)
                | _about(ReportKind.RECEIVED, "order")
                | _about(ReportKind.PAID, ReportKind.MISSED, ReportKind.PARTIAL, "instalment")
                | _about(ReportKind.AGREED, "plan")
                | _about(ReportKind.STATEMENT, "file"),
                violation_error_message="Dites de quoi il s’agit.",
            ),
            models.CheckConstraint(
                name="landlord_report_amount",
                condition=Q(
                    kind__in=[ReportKind.STATEMENT, ReportKind.PARTIAL],
                    cents__isnull=False,
                    cents__gt=0,
                )
                | Q(kind=ReportKind.DISPUTED, cents__gt=0)
                | (~Q(kind__in=[ReportKind.STATEMENT, ReportKind.PARTIAL]) & Q(cents=None)),
                violation_error_message="Indiquez le montant.",
            ),
            models.CheckConstraint(
                name="landlord_report_why",
                condition=Q(kind=ReportKind.DISPUTED) | Q(why=""),
                violation_error_message="Seule une dette contestée dit pourquoi.",
            ),
            models.CheckConstraint(
                name="landlord_statement_dated",
                condition=Q(kind=ReportKind.STATEMENT, said_on__isnull=False)
                | (~Q(kind=ReportKind.STATEMENT) & Q(said_on=None)),
                violation_error_message="Indiquez la date du décompte.",
            ),
        ]
        triggers = [
            *append_only("landlord_report_append_only"),
            behind_live_link("report"),
            Wall(
                name="landlord_dispute_says_why",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=DISPUTE_SAYS_WHY,
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
