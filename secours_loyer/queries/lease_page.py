"""What the page of a lease shows: the days that come, the acts, what happened; newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from reims_solidarite.kit.money import format_cents
from reims_solidarite.kit.templatetags.french import instant
from secours_loyer.models import (
    ActDelay,
    LeaseCorrection,
    LeaseRenewal,
    ProcedureAct,
    RentRequest,
    Tenancy,
    TenancyEvent,
)
from secours_loyer.queries.lease import NAMES
from secours_loyer.queries.lease_end import end_words, until_words
from secours_loyer.queries.procedure import act_words, coming_days, standing_acts, truce_words


def lease_page(request: RentRequest, *, on: date) -> dict[str, Any]:
    """The context of the page; needs `tenancy__events`, `tenancy__acts` and `tenancy__renewals`
    with their people."""
    lease = request.tenancy
    standing = standing_acts(lease)
    return {
        "file": request,
        "lease": lease,
        "coming": coming_days(lease, on=on),
        "truce": truce_words(standing, on=on),
        "acts": [_act(row, lease, standing, on=on) for row in lease.acts.all()],
        "corrections": [_correction(row) for row in lease.corrections.select_related("by")],
        "renewals": [_renewal(row) for row in lease.renewals.all()],
        "until": until_words(lease),
        "end_words": end_words(request, on=on),
        "events": [_event(row) for row in request.tenancy.events.all()],
    }


def _correction(row: LeaseCorrection) -> dict[str, Any]:
    changed = "; ".join(
        f"{NAMES[name]} : {_said(name, row.before[name])} devient {_said(name, row.after[name])}"
        for name in NAMES
        if name in row.after
    )
    return {
        "date": instant(row.at),
        "by": f"corrigé par {row.by}",
        "title": "Bail corrigé",
        "text": f"{changed[:1].upper()}{changed[1:]}. D’après : {row.paper}",
        "tone": "",
    }


def _renewal(row: LeaseRenewal) -> dict[str, Any]:
    return {
        "date": instant(row.at),
        "by": f"noté par {row.by}",
        "title": f"Le bail continue après le {row.past_end:%d/%m/%Y}"
        if row.goes_on
        else "Réponse changée : le ménage est parti",
        "text": f"D’après : {row.learned}",
        "tone": "",
    }


def _said(name: str, fact: Any) -> str:
    if name.endswith("_cents"):
        return format_cents(fact)
    if name == "lease_end":
        return f"{date.fromisoformat(fact):%d/%m/%Y}" if fact else "inconnue"
    if isinstance(fact, bool):
        return "oui" if fact else "non"
    return str(fact)


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
