"""Calling, moving and cancelling meetings; writing and approving their reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from assises.actions import notices
from assises.models import Action, Meeting, MeetingState, ReportState
from reims_solidarite.kit.transitions import Refused

SEEN_IN_CALENDARS = ("day", "starts", "ends", "place", "state")


def _lock(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("group")
    return rows.get(pk=meeting.pk)


@transaction.atomic
def call_meeting(values: Mapping[str, object], *, by: User | None, at: datetime) -> Meeting:
    """Put a meeting in a group's calendar."""
    meeting = Meeting(**values, changed_at=at)
    meeting.save(force_insert=True)
    record("call_meeting", meeting, by=by, at=at, group=meeting.group_id)
    return meeting


@transaction.atomic
def revise_meeting(
    meeting: Meeting, values: Mapping[str, object], *, by: User | None, at: datetime
) -> Meeting:
    """Change a meeting; a new day, hour or place raises its sequence and is told.

    Refused when it is cancelled: a new one is called instead.
    """
    locked = _lock(meeting)
    if locked.is_cancelled:
        raise Refused("Cette réunion est annulée. Convoquez-en une nouvelle.")
    before = [getattr(locked, field) for field in SEEN_IN_CALENDARS]
    for field, value in values.items():
        setattr(locked, field, value)
    moved = before != [getattr(locked, field) for field in SEEN_IN_CALENDARS]
    locked.sequence += moved
    locked.changed_at = at
    locked.save(update_fields=[*values, "sequence", "changed_at"])
    record("revise_meeting", locked, by=by, at=at, sequence=locked.sequence)
    if moved:
        notices.meeting_changed(locked, _bearers(locked), at=at)
    return locked


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Cancel; the meeting stays in the feeds, marked, so that calendars remove it."""
    locked = _lock(meeting)
    if locked.is_cancelled:
        raise Refused("Cette réunion est déjà annulée.")
    if locked.starts_at <= at:
        raise Refused("Cette réunion a déjà eu lieu : elle ne peut plus être annulée.")
    locked.state = MeetingState.CANCELLED
    locked.sequence += 1
    locked.changed_at = at
    locked.save(update_fields=["state", "sequence", "changed_at"])
    record("cancel_meeting", locked, by=by, at=at, sequence=locked.sequence)
    notices.meeting_changed(locked, _bearers(locked), at=at)
    return locked


@transaction.atomic
def write_report(meeting: Meeting, text: str, *, by: User, at: datetime) -> Meeting:
    """Write or rewrite the draft; refused once the report is approved."""
    locked = _lock(meeting)
    if locked.report_state == ReportState.APPROVED:
        raise Refused("Ce compte rendu est approuvé : il ne change plus.")
    if not text.strip():
        raise Refused("Écrivez le compte rendu avant d’enregistrer.", field="report")
    locked.report = text.strip()
    locked.report_state = ReportState.DRAFT
    locked.changed_at = at
    locked.save(update_fields=["report", "report_state", "changed_at"])
    record("write_report", locked, by=by, at=at)
    return locked


@transaction.atomic
def approve_report(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Make the report public and final; refused without a draft, or before the meeting."""
    locked = _lock(meeting)
    if locked.report_state != ReportState.DRAFT:
        raise Refused("Il n’y a pas de compte rendu en préparation à approuver.")
    if locked.ends_at > at:
        raise Refused("La réunion n’a pas encore eu lieu.")
    locked.report_state = ReportState.APPROVED
    locked.report_approved_at = at
    locked.report_approved_by = by
    locked.changed_at = at
    locked.save(
        update_fields=["report_state", "report_approved_at", "report_approved_by", "changed_at"]
    )
    record("approve_report", locked, by=by, at=at)
    return locked


def _bearers(meeting: Meeting) -> list[User]:
    """The agents who carry a running action of the group and still belong to its owner."""
    return list(
        User.objects.filter(
            all_memberships__in=Action.objects.running()
            .filter(group=meeting.group, agent__ended_at=None)
            .values("agent"),
            is_active=True,
        )
        .distinct()
        .order_by("pk")
    )
