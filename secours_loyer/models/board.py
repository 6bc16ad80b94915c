"""What the board is told: each decision taken by delegation, in one report, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import pgtrigger
from django.db import models

from actors.rules import DECISION_READER
from reims_solidarite.kit.walls import Wall, append_only, not_emptied
from secours_loyer.models.decision import Decision
from secours_loyer.models.guards import digest_of_content, frozen, near_day, refuse

if TYPE_CHECKING:
    from actors.models import User

LINE_DELEGATED = f"""
    IF NOT EXISTS (
        SELECT 1 FROM secours_loyer_decision d JOIN secours_loyer_boardreport p
          ON p.id = NEW.report_id
        WHERE d.id = NEW.decision_id AND d.origin = 'delegation' AND d.decided_at <= p.made_at
    ) THEN {refuse("board_line_delegated", "only delegated decisions are reported")}
    END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants
# Deferred: the lines follow their report, and are judged together at commit.
REPORT_WHOLE = f"""
    IF EXISTS (
        SELECT 1 FROM secours_loyer_decision d
        WHERE d.origin = 'delegation' AND d.decided_at <= NEW.made_at AND NOT EXISTS (
            SELECT 1 FROM secours_loyer_boardreportline l WHERE l.decision_id = d.id
        )
    ) OR (
        SELECT count(*) FROM secours_loyer_boardreportline l WHERE l.report_id = NEW.id
    ) <> NEW.decision_count
    THEN {refuse("board_report_whole", "a delegated decision is missing")}
    END IF;
    RETURN NULL;
"""  # noqa: S608 - made of constants


# A meeting noted by mistake is changed or taken away, until its report names it.
REPORTED = f"""
    IF EXISTS (SELECT 1 FROM secours_loyer_boardreport p WHERE p.meeting_id = OLD.id)
    THEN {refuse("board_meeting_reported", "the report of this meeting is made")}
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""  # noqa: S608 - made of constants


class BoardQuerySet(models.QuerySet["BoardMeeting"]):
    """Words of the board's meetings."""

    def visible_to(self, user: User) -> Self:
        """Whoever may read decisions."""
        return self if DECISION_READER.allows(user) else self.none()


class BoardMeeting(models.Model):
    """A meeting of the board (conseil d’administration), which hears a report."""

    held_on = models.DateField("le", unique=True)
    planned_by = models.ForeignKey("actors.User", on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField("noté le")

    objects = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = "conseil d’administration"
        verbose_name_plural = "conseils d’administration"
        ordering = ["-held_on"]
        triggers = [
            Wall(
                name="board_meeting_reported",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=REPORTED,
            ),
            not_emptied("board_meeting"),
            frozen("board_planned", ("planned_by_id", "planned_at")),
            near_day("board", "{row}.held_on", "NEW.planned_at"),
        ]

    def __str__(self) -> str:
        return f"{self.held_on:%d/%m/%Y}"


class BoardReport(models.Model):
    """Every delegated decision since the last report; the bytes never change."""

    FIELD_CLASSES: ClassVar[dict[str, tuple[str, ...]]] = {
        "content": ("content", "name"),
        "debts": ("total_cents",),
        "technical": ("id", "meeting", "sha256", "decision_count", "made_at"),
    }

    meeting = models.OneToOneField(BoardMeeting, on_delete=models.PROTECT, related_name="report")
    name = models.CharField(max_length=80)
    content = models.BinaryField()
    sha256 = models.CharField("empreinte", max_length=64)
    decision_count = models.PositiveIntegerField("décisions")
    total_cents = models.BigIntegerField("total")
    made_at = models.DateTimeField("établi le")

    class Meta:
        verbose_name = "compte rendu des décisions urgentes"
        verbose_name_plural = "comptes rendus des décisions urgentes"
        ordering = ["-made_at", "-pk"]
        constraints = [
            digest_of_content(
                "board_report_digest", "L’empreinte n’est pas celle du compte rendu."
            ),
        ]
        triggers = [
            *append_only("board_report_append_only"),
            Wall(
                name="board_report_whole",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=REPORT_WHOLE,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BoardReportLine(models.Model):
    """One decision in one report: never in two."""

    report = models.ForeignKey(BoardReport, on_delete=models.PROTECT, related_name="lines")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="report_line")

    class Meta:
        verbose_name = "décision rendue compte"
        verbose_name_plural = "décisions rendues compte"
        ordering = ["pk"]
        triggers = [
            *append_only("board_line_append_only"),
            Wall(
                name="board_line_delegated",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=LINE_DELEGATED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} / {self.decision}"
