"""Letters, kept as sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from actors.models import StoredFile
from reims_solidarite.kit.walls import append_only
from secours_loyer.models.request import RentRequest


class LetterKind(models.TextChoices):
    """What the portal writes."""

    FILED = "accuse", "Accusé de réception"
    MISSING = "pieces", "Demande de pièces"
    STATEMENT = "decompte", "Demande de décompte au bailleur"
    DECISION = "decision", "Lettre de décision"
    ADJOURNED = "ajournement", "Lettre d’ajournement"
    APPEAL = "recours", "Accusé de réception du recours"
    CONFIRMED = "maintien", "Réponse au recours : décision maintenue"
    APPEAL_DROPPED = "recours_clos", "Recours clos, lettre au ménage"
    PLAN = "convention", "Plan d’apurement à signer"
    REMINDER = "rappel", "Rappel d’échéance"
    BREACH = "rupture", "Constat de rupture du plan"
    REFERRAL = "orientation", "Fiche d’orientation (CCAPEX ou FSL)"
    CLOSED = "cloture", "Lettre de clôture"
    PAID_HOUSEHOLD = "paye_menage", "Avis de paiement au ménage"
    OVERPAID = "trop_percu", "Réclamation d’un trop-perçu"
    PAID_LANDLORD = "paye_bailleur", "Avis de paiement au bailleur"
    BACK_HOUSEHOLD = "revenu_menage", "Paiement revenu, lettre au ménage"
    BACK_LANDLORD = "revenu_bailleur", "Paiement revenu, lettre au bailleur"


class Letter(models.Model):
    """One letter; `event` names what caused it, so that one event makes one letter."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "content": ("file",),
        "technical": ("id", "request", "kind", "event", "at"),
    }

    request = models.ForeignKey(RentRequest, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField("lettre", max_length=15, choices=LetterKind.choices)
    event = models.CharField(max_length=60)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("écrite le")

    class Meta:
        verbose_name = "lettre"
        verbose_name_plural = "lettres"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "event"],
                name="letter_once",
                violation_error_message="Cette lettre est déjà écrite.",
            ),
        ]
        triggers = append_only("letter_append_only")

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def left(self) -> str:
        """How and when it left, or why it does not; nothing while it waits."""
        said = getattr(self, "posting", None) or getattr(self, "held_back", None)
        return str(said) if said else ""
