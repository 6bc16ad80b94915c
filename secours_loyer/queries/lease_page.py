"""What the page of a lease shows: the days that come, the acts, what happened; newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from secours_loyer.models import ActDelay, ProcedureAct, RentRequest, Tenancy, TenancyEvent
from secours_loyer.queries.procedure import act_words, coming_days, standing_acts, truce_words


def lease_page(request: RentRequest, *, on: date) -> dict[str, Any]:
    """The context of the page; needs `tenancy__events` and `tenancy__acts` with their people."""
    lease = request.tenancy
    standing = standing_acts(lease)
    return {
        "file": request,
        "lease": lease,
        "coming": coming_days(lease, on=on),
        "truce": truce_words(standing, on=on),
        "acts": [_act(row, lease, standing, on=on) for row in lease.acts.all()],
        "events": [_event(row) for row in request.tenancy.events.all()],
    }


def _act(
    row: ProcedureAct, lease: Tenancy, standing: Sequence[ProcedureAct], *, on: date
) -> dict[str, Any]:
    """In colour while its last day is to come, or its delay to be read."""
    crossed = row.cancelled_at is not None
    ahead = row.deadline_on is not None and row.deadline_on >= on
    alive = not crossed and (ahead or row.delay == ActDelay.UNKNOWN)
    return {
        "date": f"{row.served_on:%d/%m/%Y}",
        "by": f"noté par {row.noted_by}",
        "title": f"{row.get_kind_display()}, rayé" if crossed else row.get_kind_display(),
        "text": row.cancel_reason if crossed else act_words(row, lease, standing),
        "tone": "warning" if alive else "",
    }


def _event(row: TenancyEvent) -> dict[str, Any]:
    who = f"{row.new_landlord.name}. " if row.new_landlord else ""
    detail = f"{row.detail.rstrip('. ')}. " if row.detail else ""
    told = (
        f"{row.get_answer_display()} : {row.answer_reason}"
        if row.answer
        else "À trancher par un cadre : rien n’est payé en attendant."
    )
    return {
        "date": f"{row.happened_on:%d/%m/%Y}",
        "by": f"noté par {row.noted_by}",
        "title": row.get_kind_display(),
        "text": f"{who}{detail}{told}",
        "tone": "" if row.answer else "danger",
    }
