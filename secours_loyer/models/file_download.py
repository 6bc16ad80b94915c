"""Who took away a file of a batch, and when: it may be at the bank from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models

from actors.roles import Role
from actors.rules import BATCH_READER
from reims_solidarite.kit.walls import Wall, append_only
from secours_loyer.models.batch import OutgoingFile
from secours_loyer.models.batch_hold_sql import GONE_SINCE, SAID_SINCE, TIED_SINCE
from secours_loyer.models.batch_sql import (
    ACCOUNT_GONE,
    FAILED_LINE,
    LATE,
    PAID_AGAIN,
    hand_over,
)
from secours_loyer.models.guards import has_role, payments_stopped, refuse

if TYPE_CHECKING:
    from actors.models import User

# Holds the batch: a download and a cancellation wait for each other, and the second knows.
TAKEN = f"""
    SELECT b.* INTO held FROM secours_loyer_outgoingfile f
    JOIN secours_loyer_batch b ON b.id = f.batch_id WHERE f.id = NEW.file_id FOR SHARE OF b;
    IF held.state = 'annule' THEN
        IF NOT {has_role("NEW.by_id", Role.AUDITOR)} THEN
            {refuse("download_of_cancelled", "the batch is cancelled")}
        END IF;
        RETURN NEW;
    END IF;
    IF {PAID_AGAIN.format(batch="held.id")} THEN
        IF NOT {has_role("NEW.by_id", Role.AUDITOR)} THEN
            {refuse("download_of_paid_again", "another order stands for one of its orders")}
        END IF;
        RETURN NEW;
    END IF;
    IF held.state NOT IN ('exporte', 'transmis', 'acquitte') OR NEW.at < held.exported_at THEN
        {refuse("download_after_export", "the batch is not exported")}
    END IF;
    IF NOT {has_role("NEW.by_id", Role.FINANCE)} THEN
        {refuse("download_by_its_role", "whoever takes it away may not")}
    END IF;
    IF held.state = 'exporte' AND {hand_over("held.id", payments_stopped("NEW.at"))} THEN
        {refuse("download_while_open", "payments are stopped")}
    END IF;
    IF held.state = 'exporte' AND {hand_over("held.id", ACCOUNT_GONE.format(batch="held.id"))} THEN
        {refuse("download_account_active", "an account of the batch is not active")}
    END IF;
    IF held.state = 'exporte' AND {hand_over("held.id", LATE.format(batch="held", at="NEW.at"))}
    THEN {refuse("download_in_time", "its day is past, and no file was taken away in time")}
    END IF;
    IF held.state = 'exporte' AND held.channel <> 'cheque'
       AND {hand_over("held.id", FAILED_LINE.format(batch="held.id"))} THEN
        {refuse("download_failed_line", "an order of it failed before it was handed over")}
    END IF;
    IF held.state = 'exporte' AND {hand_over("held.id", SAID_SINCE.format(batch="held.id"))} THEN
        {refuse("download_said_since", "something said since the export waits")}
    END IF;
    IF held.state = 'exporte' AND {hand_over("held.id", TIED_SINCE.format(batch="held.id"))} THEN
        {refuse("download_approver_tied", "who approved or signed has a tie since")}
    END IF;
    IF held.state = 'exporte' AND {hand_over("held.id", GONE_SINCE.format(batch="held.id"))} THEN
        {refuse("download_approver_gone", "who approved or signed may not any more")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class FileDownloadQuerySet(models.QuerySet["FileDownload"]):
    """Words of the downloads."""

    def visible_to(self, user: User) -> Self:
        """Those who prepare, approve and control payments."""
        return self if BATCH_READER.allows(user) else self.none()


class FileDownload(models.Model):
    """One file handed out by the portal. A trace of a reading, as the access log: written in a GET
    under its seal, never changed, not journaled."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": ("id", "file", "by", "at"),
    }

    file = models.ForeignKey(OutgoingFile, on_delete=models.PROTECT, related_name="downloads")
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("téléchargé le")

    objects = FileDownloadQuerySet.as_manager()

    class Meta:
        verbose_name = "téléchargement d’un fichier sortant"
        verbose_name_plural = "téléchargements de fichiers sortants"
        ordering = ["at", "pk"]
        triggers = [
            *append_only("download_append_only"),
            Wall(
                name="download_right",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("held", "record")],
                func=TAKEN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file} {self.at:%d/%m/%Y}"
