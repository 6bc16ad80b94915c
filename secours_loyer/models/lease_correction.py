"""A correction of what a lease says, after its paper: what was written before, and after."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from reims_solidarite.kit.walls import append_only
from secours_loyer.models.apart_sql import CORRECTION_APART, apart
from secours_loyer.models.request import RentRequest
from secours_loyer.models.tenancy import Tenancy


class LeaseCorrection(models.Model):
    """`before` and `after` hold the facts that changed, by column: cents, ISO days, words.

    `request` is the file from which it was made; every other file of the lease reads the same.
    """

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "housing": ("before", "after"),
        "content": ("paper",),
        "technical": ("id", "tenancy", "request", "by", "at"),
    }

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="corrections")
    request = models.ForeignKey(RentRequest, on_delete=models.PROTECT, related_name="+")
    before = models.JSONField("avant")
    after = models.JSONField("après")
    paper = models.CharField("d’après quel papier", max_length=300)
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("corrigé le")

    class Meta:
        verbose_name = "correction d’un bail"
        verbose_name_plural = "corrections des baux"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="lease_correction_changes",
                condition=~Q(before=F("after")),
                violation_error_message="Rien ne change : corrigez au moins un fait du bail.",
            ),
            models.CheckConstraint(
                name="lease_correction_paper",
                condition=~Q(paper=""),
                violation_error_message="Dites d’après quel papier le bail est corrigé.",
            ),
        ]
        triggers = [
            *append_only("lease_correction_kept"),
            apart("lease_correction", CORRECTION_APART, pgtrigger.Insert),
        ]

    def __str__(self) -> str:
        return self.paper
