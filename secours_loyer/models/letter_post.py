"""What became of a letter on paper: printed for the post room, then posted or handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import Q

from actors.roles import Role
from actors.rules import LETTER_SENDER
from reims_solidarite.kit.walls import Wall, append_only
from secours_loyer.models.guards import has_role, refuse
from secours_loyer.models.letter import Letter

if TYPE_CHECKING:
    from actors.models import User

SENDERS = (
    *(Role.RECEPTION, Role.CASE_WORKER, Role.MANAGER),
    *(Role.SECRETARY, Role.SIGNATORY, Role.FINANCE),
)
PRINTED = f"""
    IF NEW.at < (SELECT at FROM secours_loyer_letter WHERE id = NEW.letter_id)
    THEN {refuse("print_after_writing", "the letter is not written yet")}
    END IF;
    IF NOT {has_role("NEW.by_id", *SENDERS)}
    THEN {refuse("letter_sent_by_role", "whoever sends letters may not")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# Holds the letter: an act that keeps it back at the same moment waits for this one.
POSTED = f"""
    PERFORM 1 FROM secours_loyer_letter WHERE id = NEW.letter_id FOR NO KEY UPDATE;
    IF NEW.sent_on < (
        SELECT (at AT TIME ZONE 'Europe/Paris')::date FROM secours_loyer_letter
        WHERE id = NEW.letter_id
    ) THEN {refuse("posting_after_writing", "the letter was not written yet")}
    END IF;
    IF NEW.sent_on > (NEW.at AT TIME ZONE 'Europe/Paris')::date
    THEN {refuse("posting_not_ahead", "that day has not come")}
    END IF;
    IF NOT {has_role("NEW.by_id", *SENDERS)}
    THEN {refuse("letter_sent_by_role", "whoever sends letters may not")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class LetterFactQuerySet(models.QuerySet[Any]):
    """Words of the prints and postings."""

    def visible_to(self, user: User) -> Self:
        """Those who send letters."""
        return self if LETTER_SENDER.allows(user) else self.none()


class LetterPrint(models.Model):
    """One letter in a file that somebody took to a printer."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": ("id", "letter", "by", "at"),
    }

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="prints")
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("imprimée le")

    objects = LetterFactQuerySet.as_manager()

    class Meta:
        verbose_name = "impression d’une lettre"
        verbose_name_plural = "impressions de lettres"
        ordering = ["at", "pk"]
        triggers = [
            *append_only("letter_print_append_only"),
            Wall(
                name="letter_print_right",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=PRINTED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.at:%d/%m/%Y}"


class SentBy(models.TextChoices):
    """How a letter left the CCAS."""

    POST = "poste", "Postée"
    HAND = "main", "Remise en main propre"


class LetterPosting(models.Model):
    """A letter left, once: on which day, and how."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "technical": ("id", "letter", "way", "sent_on", "by", "at"),
    }

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="posting")
    way = models.CharField("envoi", max_length=10, choices=SentBy.choices)
    sent_on = models.DateField("partie le")
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("noté le")

    objects = LetterFactQuerySet.as_manager()

    class Meta:
        verbose_name = "envoi d’une lettre"
        verbose_name_plural = "envois de lettres"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="posting_way_known",
                condition=Q(way__in=SentBy.values),
                violation_error_message="Dites si la lettre est postée ou remise.",
            ),
        ]
        triggers = [
            *append_only("letter_posting_append_only"),
            Wall(
                name="letter_posting_right",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=POSTED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()} le {self.sent_on:%d/%m/%Y}"
