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
from secours_loyer.actions.days import need_within_a_year
from secours_loyer.actions.doors import action, locked, need, seal, seal_gone
from secours_loyer.commission_parameters import BOARD_DAYS
from secours_loyer.letters.board import board_report
from secours_loyer.models import BoardMeeting, BoardReport, BoardReportLine, Decision, Origin
from secours_loyer.queries.journal_rows import named
from secours_loyer.queries.sentences import TRIGGERS

SHEET = "base/sheet.typ"


@action
def plan_board(*, held_on: date, by: User, at: datetime) -> BoardMeeting:
    """Note a meeting of the board: its report will be made by itself before it."""
    need(rules.NOTIFIER.allows(by), "Les conseils sont notés par le secrétaire ou le signataire.")
    _free_day(held_on, at=at)
    meeting = BoardMeeting.objects.create(held_on=held_on, planned_by=by, planned_at=at)
    seal(meeting, at=at)
    record("plan_board", meeting, by=by, at=at)
    return meeting


@action
def move_board(meeting: BoardMeeting, *, held_on: date, by: User, at: datetime) -> BoardMeeting:
    """Another day, until its report is made."""
    held = _unreported(meeting, by)
    _free_day(held_on, at=at)
    held.held_on = held_on
    held.save(update_fields=["held_on"])
    seal(held, at=at)
    record("move_board", held, by=by, at=at)
    return held


@action
def drop_board(meeting: BoardMeeting, *, by: User, at: datetime) -> None:
    """Noted by mistake: taken away, until its report is made. The journal keeps that it was."""
    held = _unreported(meeting, by)
    record("drop_board", held, by=by, at=at)
    seal_gone(held, at=at)
    held.delete()


def _unreported(meeting: BoardMeeting, by: User) -> BoardMeeting:
    need(rules.NOTIFIER.allows(by), "Les conseils sont notés par le secrétaire ou le signataire.")
    held = locked(meeting)
    need(not BoardReport.objects.filter(meeting=held).exists(), TRIGGERS["board_meeting_reported"])
    return held


def _free_day(held_on: date, *, at: datetime) -> None:
    need(held_on >= paris_day(at), "Cette date est passée.", field="held_on")
    need_within_a_year(held_on, at=at, field="held_on")
    need(
        not BoardMeeting.objects.filter(held_on=held_on).exists(),
        "Ce conseil est déjà noté.",
        field="held_on",
    )


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
    record("report_to_board", report, by=by, at=at, decisions=len(decisions), **named(*lines))
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
