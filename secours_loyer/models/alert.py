"""What somebody must not miss in a file: raised by night, handled by a person or over."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from reims_solidarite.kit.walls import kept
from secours_loyer.models.guards import frozen
from secours_loyer.models.request import RentRequest


class AlertKind(models.TextChoices):
    """What it is about; the words are those of the work list."""

    CLAUSE = "clause", "Commandement de payer : dernier jour pour payer"
    HEARING = "audience", "Audience"
    TRUCE = "treve", "Fin de la trêve hivernale"
    SILENCE = "silence", "Demande sans décision : le silence de deux mois est un refus"
    APPEAL = "recours", "Recours sans réponse : le silence de deux mois est un rejet"
    AWARD = "aide", "Aide accordée, bientôt trop vieille pour être payée"
    ORDER = "ordre", "Ordre de paiement qui n’avance plus"
    ACCOUNT = "compte", "Compte du bailleur bloqué, aide à payer"
    REVIEW = "plan", "Plan d’apurement à revoir"
    RETENTION = "conservation", "Fin de conservation du dossier"


# Who handles what.
OF_SOCIAL_WORKERS = (AlertKind.CLAUSE, AlertKind.HEARING, AlertKind.TRUCE, AlertKind.REVIEW)
OF_FINANCE = (AlertKind.AWARD, AlertKind.ORDER, AlertKind.ACCOUNT)
OF_MANAGERS = (AlertKind.SILENCE, AlertKind.APPEAL, AlertKind.RETENTION)


class AlertQuerySet(models.QuerySet["Alert"]):
    """Words of the alerts."""

    def open(self) -> models.QuerySet[Alert]:
        """Those that wait for somebody."""
        return self.filter(done_at=None, over_at=None)


class Alert(models.Model):
    """`key` names the fact: one fact raises one alert, however often the night comes round."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "eviction": ("kind", "due_on", "note"),
        "technical": ("id", "key", "request", "raised_at", "done_by", "done_at", "over_at"),
    }

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField("alerte", max_length=15, choices=AlertKind.choices)
    request = models.ForeignKey(RentRequest, on_delete=models.PROTECT, related_name="alerts")
    due_on = models.DateField("échéance")
    raised_at = models.DateTimeField("signalée le")
    done_by = models.ForeignKey(
        "actors.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField("traitée le", null=True)
    note = models.CharField("ce qui a été fait", max_length=200, blank=True)
    over_at = models.DateTimeField("sans objet depuis", null=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = "alerte"
        verbose_name_plural = "alertes"
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["kind", "due_on"],
                condition=Q(done_at=None, over_at=None),
                name="alert_open",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="alert_kind_known",
                condition=Q(kind__in=AlertKind.values),
                violation_error_message="Cette alerte n’existe pas.",
            ),
            models.CheckConstraint(
                name="alert_handled",
                condition=Q(done_at=None, done_by=None, note="")
                | (Q(done_at__isnull=False, done_by__isnull=False) & ~Q(note="")),
                violation_error_message="Dites ce qui a été fait.",
            ),
        ]
        triggers = [
            *kept("alert_kept"),
            frozen("alert", ("key", "kind", "request_id", "due_on", "raised_at")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.due_on:%d/%m/%Y}"
