"""Telling the board what was decided by delegation: automatic, whole, and never twice."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta

from django.db import connection

from actors import rules
from actors.actions.journal import record
from actors.models import User
from actors.parameters import value
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.documents import render_pdf
from secours_loyer.actions.doors import action, need, seal
from secours_loyer.letters.board import board_report
from secours_loyer.models import BoardMeeting, BoardReport, BoardReportLine, Decision, Origin
from secours_loyer.parameters import BOARD_DAYS

SHEET = "base/sheet.typ"


@action
def plan_board(*, held_on: date, by: User, at: datetime) -> BoardMeeting:
    """Note a meeting of the board: its report will be made by itself before it."""
    need(rules.NOTIFIER.allows(by), "Les conseils sont notés par le secrétaire ou le signataire.")
    need(held_on >= paris_day(at), "Cette date est passée.", field="held_on")
    need(
        not BoardMeeting.objects.filter(held_on=held_on).exists(),
        "Ce conseil est déjà noté.",
        field="held_on",
    )
    meeting = BoardMeeting.objects.create(held_on=held_on, planned_by=by, planned_at=at)
    seal(meeting, at=at)
    record("plan_board", meeting, by=by, at=at)
    return meeting


@action
def report_to_board(meeting: BoardMeeting, *, at: datetime, by: User | None = None) -> BoardReport:
    """Every delegated decision that no report told yet; asked again, returns the same report."""
    _alone()
    known = BoardReport.objects.filter(meeting=meeting).first()
    if known is not None:
        return known
    decisions = list(
        Decision.objects.filter(origin=Origin.DELEGATION, report_line=None, decided_at__lte=at)
        .select_related("request", "signed_by", "replaces")
        .order_by("decided_at", "pk")
    )
    content = render_pdf(SHEET, board_report(meeting, decisions, at=at), at=at)
    report = BoardReport.objects.create(
        meeting=meeting,
        name=f"decisions-urgentes-{meeting.held_on:%Y-%m-%d}.pdf",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        decision_count=len(decisions),
        total_cents=sum(row.aid_cents for row in decisions),
        made_at=at,
    )
    lines = BoardReportLine.objects.bulk_create(
        BoardReportLine(report=report, decision=row) for row in decisions
    )
    seal(report, *lines, at=at)
    record("report_to_board", report, by=by, at=at, decisions=len(decisions))
    return report


def report_due(*, at: datetime) -> list[BoardReport]:
    """The reports of the meetings that come; for the job, which may run as often as it likes."""
    on = paris_day(at)
    until = on + timedelta(days=int(value(BOARD_DAYS.name, on=on)))
    due = BoardMeeting.objects.filter(held_on__gte=on, held_on__lte=until, report=None)
    return [report_to_board(meeting, at=at) for meeting in due.order_by("held_on")]


def _alone() -> None:
    """Reports are made one after the other, and no decision is signed meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE secours_loyer_boardreport IN EXCLUSIVE MODE")
        cursor.execute("LOCK TABLE secours_loyer_decision IN SHARE ROW EXCLUSIVE MODE")
