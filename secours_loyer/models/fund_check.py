"""Were the same months paid by another fund? Asked of each, answered before the opinion."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from reims_solidarite.kit.walls import Wall, kept
from secours_loyer.models.apart_sql import apart, checked_apart
from secours_loyer.models.cofunding import BEFORE_DECISION, Fund
from secours_loyer.models.guards import frozen
from secours_loyer.models.request import RentRequest

CHECKED = (Fund.FSL, Fund.ACTION, Fund.CAF)


class FundFinding(models.TextChoices):
    """What was found of the months of the debt."""

    NOTHING = "rien", "Rien payé pour ces mois"
    OTHER_MONTHS = "autres_mois", "Payé pour d’autres mois"
    DEDUCTED = "deduit", "Payé pour ces mois, déjà déduit du décompte"
    TO_DEDUCT = "a_deduire", "Accordé pour ces mois, à noter dans les autres financements"


class FundCheck(models.Model):
    """`detail`: where the answer comes from; needed as soon as the fund paid something."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "debts": ("finding", "detail"),
        "technical": ("id", "request", "fund", "by", "at"),
    }

    request = models.ForeignKey(RentRequest, on_delete=models.PROTECT, related_name="fund_checks")
    fund = models.CharField("organisme", max_length=15, choices=Fund.choices)
    finding = models.CharField("constat", max_length=12, choices=FundFinding.choices)
    detail = models.CharField("précision", max_length=200, blank=True, default="")
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("vérifié le")

    class Meta:
        verbose_name = "vérification auprès d’un organisme"
        verbose_name_plural = "vérifications auprès des organismes"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "fund"],
                name="fund_check_once",
                violation_error_message="Cet organisme est déjà vérifié pour cette demande.",
            ),
            models.CheckConstraint(
                name="fund_check_known",
                condition=Q(fund__in=CHECKED, finding__in=FundFinding.values),
                violation_error_message="Choisissez une réponse de la liste.",
            ),
            models.CheckConstraint(
                name="fund_check_detailed",
                condition=Q(finding=FundFinding.NOTHING) | ~Q(detail=""),
                violation_error_message="Dites quels mois, et d’où vient la réponse.",
            ),
        ]
        triggers = [
            *kept("fund_check_kept"),
            frozen("fund_check", ("request_id", "fund"), when=pgtrigger.After),
            apart("fund_check", checked_apart("by_id")),
            Wall(
                name="fund_check_before_decision",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=BEFORE_DECISION,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_fund_display()} : {self.get_finding_display()}"
