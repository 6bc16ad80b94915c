"""The papers that a request needs, one by one, and where each stands."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models.apart_sql import JUDGE_APART, apart
from secours_loyer.models.guards import frozen, known_state
from secours_loyer.models.piece import RequestPiece
from secours_loyer.models.request import RentRequest
from secours_loyer.models.request_sql import WAIT_ENDS


class PieceKind(models.TextChoices):
    """What the city asks for (reims.fr, « l’aide sociale »), and anything else."""

    RESOURCES = "ressources", "Ressources des trois derniers mois"
    CAF = "caf", "Attestation de la CAF du mois précédent"
    TAXES = "impots", "Avis d’imposition"
    LEASE = "bail", "Bail"
    RECEIPT = "quittance", "Dernière quittance ou indemnité d’occupation"
    OTHER = "autre", "Autre pièce"


USUAL = tuple(kind for kind in PieceKind if kind != PieceKind.OTHER)


class PieceState(models.TextChoices):
    """`waived`: the request goes on without it, for a written reason."""

    WAITED = "attendue", "Attendue"
    RECEIVED = "recue", "Reçue, à vérifier"
    ACCEPTED = "acceptee", "Acceptée"
    REFUSED = "refusee", "Refusée"
    WAIVED = "dispensee", "Dispensée"


SETTLED = (PieceState.ACCEPTED, PieceState.WAIVED)


class AskedPieceQuerySet(models.QuerySet["AskedPiece"]):
    """Words of the checklist."""

    def unsettled(self) -> models.QuerySet[AskedPiece]:
        """Those that keep the opinion from being given."""
        return self.exclude(state__in=SETTLED)

    def missing(self) -> models.QuerySet[AskedPiece]:
        """Those that whoever filed the request has to send."""
        return self.filter(state__in=[PieceState.WAITED, PieceState.REFUSED])


class AskedPiece(models.Model):
    """One line of the checklist; `reason` says why it was refused or waived."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "content": ("detail", "reason", "piece"),
        "technical": ("id", "request", "kind", "state", "judged_by", "judged_at"),
    }

    request = models.ForeignKey(RentRequest, on_delete=models.PROTECT, related_name="checklist")
    kind = models.CharField("pièce", max_length=12, choices=PieceKind.choices)
    detail = models.CharField("précision", max_length=120, blank=True)
    state = models.CharField(
        "état", max_length=10, choices=PieceState.choices, default=PieceState.WAITED
    )
    reason = models.CharField("motif", max_length=200, blank=True)
    piece = models.ForeignKey(
        RequestPiece, on_delete=models.PROTECT, null=True, related_name="answers"
    )
    judged_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    judged_at = models.DateTimeField("vérifiée le", null=True)

    objects = AskedPieceQuerySet.as_manager()

    class Meta:
        verbose_name = "pièce demandée"
        verbose_name_plural = "pièces demandées"
        ordering = ["pk"]
        constraints = [
            known_state("asked_piece", PieceState),
            models.CheckConstraint(
                name="asked_piece_kind_known",
                condition=Q(kind__in=PieceKind.values),
                violation_error_message="Ce type de pièce n’existe pas.",
            ),
            models.UniqueConstraint(
                fields=["request", "kind", "detail"],
                name="asked_piece_once",
                violation_error_message="Cette pièce est déjà demandée.",
            ),
            models.CheckConstraint(
                name="asked_piece_judged",
                condition=~Q(state__in=[*SETTLED, PieceState.REFUSED])
                | Q(judged_by__isnull=False, judged_at__isnull=False),
                violation_error_message="Dites qui a vérifié la pièce.",
            ),
            models.CheckConstraint(
                name="asked_piece_reason",
                condition=~Q(state__in=[PieceState.REFUSED, PieceState.WAIVED]) | ~Q(reason=""),
                violation_error_message="Dites pourquoi la pièce est refusée ou dispensée.",
            ),
            models.CheckConstraint(
                name="asked_piece_seen",
                condition=~Q(state__in=[PieceState.RECEIVED, PieceState.ACCEPTED])
                | Q(piece__isnull=False),
                violation_error_message="Une pièce reçue ou acceptée a un fichier.",
            ),
            models.CheckConstraint(
                name="asked_piece_other_named",
                condition=~Q(kind=PieceKind.OTHER) | ~Q(detail=""),
                violation_error_message="Dites quelle autre pièce est demandée.",
            ),
        ]
        triggers = [
            *kept("asked_piece_kept"),
            apart("asked_piece", JUDGE_APART, pgtrigger.Update),
            frozen(
                "asked_piece",
                (
                    *("request_id", "kind", "detail", "state", "reason", "piece_id"),
                    *("judged_by_id", "judged_at"),
                ),
                unless=(
                    "NEW.request_id = OLD.request_id AND NOT EXISTS (SELECT 1"
                    " FROM secours_loyer_decision d WHERE d.request_id = OLD.request_id)"
                ),
            ),
            Wall(
                name="asked_piece_ends_the_wait",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=WAIT_ENDS,
            ),
        ]

    def __str__(self) -> str:
        return self.detail or self.get_kind_display()
