"""What followed the written end of a lease, as the instructor says it; said anew, both stay."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from reims_solidarite.kit.walls import Wall, append_only
from secours_loyer.models.apart_sql import CORRECTION_APART, apart
from secours_loyer.models.lease_end_sql import RENEWAL_OF_PAST_END
from secours_loyer.models.request import RentRequest
from secours_loyer.models.tenancy import Tenancy


class LeaseRenewal(models.Model):
    """Tacit, or by a new paper: the lease continues past `past_end`, the end that it says.

    `goes_on` is false once the answer was changed: the household left, which is an event. The
    answer that nothing `replaces` stands. A lease corrected to another end is asked about anew
    once that one is past.
    """

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "housing": ("past_end", "goes_on"),
        "content": ("learned",),
        "technical": ("id", "tenancy", "request", "replaces", "by", "at"),
    }

    tenancy = models.ForeignKey(Tenancy, on_delete=models.PROTECT, related_name="renewals")
    request = models.ForeignKey(RentRequest, on_delete=models.PROTECT, related_name="+")
    past_end = models.DateField("fin écrite au bail")
    goes_on = models.BooleanField("le bail continue", default=True, db_default=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="replaced_by"
    )
    learned = models.CharField("d’après quoi", max_length=300)
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("répondu le")

    class Meta:
        verbose_name = "reconduction d’un bail"
        verbose_name_plural = "reconductions des baux"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="lease_renewal_learned",
                condition=~Q(learned=""),
                violation_error_message="Dites d’après quoi le bail continue.",
            ),
            models.UniqueConstraint(
                fields=["tenancy", "past_end"],
                condition=Q(replaces=None),
                name="lease_renewal_once",
                violation_error_message="Cette fin de bail a déjà sa réponse. Rechargez la page.",
            ),
        ]
        triggers = [
            *append_only("lease_renewal_kept"),
            Wall(
                name="lease_renewal_of_past_end",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=RENEWAL_OF_PAST_END,
            ),
            apart("lease_renewal", CORRECTION_APART, pgtrigger.Insert),
        ]

    def __str__(self) -> str:
        return self.learned
