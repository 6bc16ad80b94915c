"""What the page of a lease shows: what happened to it, newest first."""

from __future__ import annotations

from typing import Any

from secours_loyer.models import RentRequest, TenancyEvent


def lease_page(request: RentRequest) -> dict[str, Any]:
    """The context of the page; needs `tenancy__events` with their people."""
    return {
        "file": request,
        "lease": request.tenancy,
        "events": [_event(row) for row in request.tenancy.events.all()],
    }


def _event(row: TenancyEvent) -> dict[str, Any]:
    who = f"{row.new_landlord.name}. " if row.new_landlord else ""
    detail = f"{row.detail}. " if row.detail else ""
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
        "tone": "neutral" if row.answer else "danger",
    }
