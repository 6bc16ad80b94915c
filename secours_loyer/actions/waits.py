"""The delay to answer stands still while papers are awaited, and goes on once the last is there."""

from __future__ import annotations

from datetime import datetime

from actors.actions.journal import record
from actors.models import User
from reims_solidarite.kit.dates import paris_day
from secours_loyer.actions.doors import seal
from secours_loyer.models import RentRequest
from secours_loyer.queries.answer_day import days_awaited, waits


def standing_still(request: RentRequest, *, at: datetime) -> dict[str, datetime | None]:
    """What to write on a request whose papers are asked now; nothing when others still are."""
    return {} if waits(request) else {"asked_at": at, "completed_at": None}


def resume_delay(request: RentRequest, *, by: User, at: datetime) -> None:
    """For actions that settle a paper: the last one makes the delay go on, from that instant.

    The caller holds the request.
    """
    if not waits(request) or request.checklist.missing().exists():
        return
    request.waited_days += days_awaited(request, on=paris_day(at))
    request.completed_at = at
    request.save(update_fields=["waited_days", "completed_at"])
    seal(request, at=at)
    record("resume_delay", request, by=by, at=at, household=request.household.uid)
