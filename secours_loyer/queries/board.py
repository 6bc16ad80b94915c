"""Meetings of the board, and the delegated decisions that no report tells yet."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse

from reims_solidarite.kit.money import format_cents
from secours_loyer.models import BoardMeeting, BoardReport, Decision, Origin

COLUMNS = (("Conseil du", False), ("Compte rendu", False), ("Décisions", True), ("Total", True))


def board_page(meetings: QuerySet[BoardMeeting], *, on: date) -> dict[str, Any]:
    """Two queries, whatever the number of meetings."""
    in_force = Q(replaced_by=None)
    waiting = Decision.objects.filter(origin=Origin.DELEGATION, report_line=None).aggregate(
        count=Count("pk", filter=in_force),
        cents=Sum("aid_cents", filter=in_force),
        replaced=Count("pk", filter=~in_force),
        replaced_cents=Sum("aid_cents", filter=~in_force),
    )
    rows = list(meetings.select_related("report").defer("report__content"))
    return {
        "columns": [{"label": label, "numeric": numeric} for label, numeric in COLUMNS],
        "table": [_cells(row, on) for row in rows],
        "waiting": waiting["count"],
        "waiting_cents": waiting["cents"] or 0,
        "replaced": waiting["replaced"],
        "replaced_cents": waiting["replaced_cents"] or 0,
        "coming": any(row.held_on >= on and not hasattr(row, "report") for row in rows),
    }


def _cells(row: BoardMeeting, on: date) -> list[dict[str, Any]]:
    report = getattr(row, "report", None)
    day = {"text": f"{row.held_on:%d/%m/%Y}"}
    if report is None:
        day["url"] = reverse("secours_loyer:board_meeting", args=[row.pk])
        told = "À établir, automatiquement" if row.held_on >= on else "Aucun"
        return [day, {"text": told}, {"text": "", "numeric": True}, {"text": "", "numeric": True}]
    return [
        day,
        {"text": report.name, "url": reverse("secours_loyer:board_report", args=[row.pk])},
        {"text": str(report.decision_count), "numeric": True},
        {"text": format_cents(report.total_cents), "numeric": True},
    ]


def reported(meeting: BoardMeeting) -> bool:
    """Its report is made: its day does not change any more."""
    return BoardReport.objects.filter(meeting=meeting).exists()
