"""A letter that will not leave: it no longer holds, or was told otherwise; it stays kept."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from reims_solidarite.kit.walls import Wall, append_only
from secours_loyer.models.guards import has_role, refuse
from secours_loyer.models.letter import Letter
from secours_loyer.models.letter_post import SENDERS, LetterFactQuerySet

# Holds the letter: its departure, noted at the same moment, waits for this one.
HELD_BACK = f"""
    PERFORM 1 FROM secours_loyer_letter WHERE id = NEW.letter_id FOR NO KEY UPDATE;
    IF NEW.at < (SELECT at FROM secours_loyer_letter WHERE id = NEW.letter_id)
    THEN {refuse("held_back_after_writing", "the letter is not written yet")}
    END IF;
    IF EXISTS (SELECT 1 FROM secours_loyer_letterposting WHERE letter_id = NEW.letter_id)
    THEN {refuse("held_back_unsent", "the letter already left")}
    END IF;
    IF NOT {has_role("NEW.by_id", *SENDERS)}
    THEN {refuse("letter_sent_by_role", "whoever sends letters may not")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class LetterHeldBack(models.Model):
    """Once, with its reason. A letter held back by mistake still leaves: its posting says so."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "content": ("reason",),
        "technical": ("id", "letter", "by", "at"),
    }

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="held_back")
    reason = models.CharField("pourquoi", max_length=300)
    by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("noté le")

    objects = LetterFactQuerySet.as_manager()

    class Meta:
        verbose_name = "lettre non envoyée"
        verbose_name_plural = "lettres non envoyées"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="held_back_says_why",
                condition=~Q(reason=""),
                violation_error_message="Dites pourquoi la lettre n’est pas envoyée.",
            ),
        ]
        triggers = [
            *append_only("letter_held_back_append_only"),
            Wall(
                name="letter_held_back_right",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=HELD_BACK,
            ),
        ]

    def __str__(self) -> str:
        return f"Non envoyée : {self.reason}"
