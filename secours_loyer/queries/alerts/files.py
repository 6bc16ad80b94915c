"""Facts of the requests and of their plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from reims_solidarite.kit.dates import add_months, months_between, paris_day, paris_instant
from secours_loyer.alert_parameters import RETENTION_DAYS, REVIEW_MONTHS, SILENCE_DAYS
from secours_loyer.models import AlertKind, RentRequest, RepaymentPlan
from secours_loyer.queries.alerts.due import Due
from secours_loyer.queries.answer_day import answer_day_of, runs_since
from secours_loyer.states import UNDECIDED, PlanState, RequestState

# CNIL 2021-028: two years after the last contact.
KEPT_MONTHS = 24
OURS = tuple(state for state in UNDECIDED if state != RequestState.DRAFT)


def silent_requests(on: date, rules: Mapping[str, Any]) -> Iterator[Due]:
    """Filed weeks ago and not decided; the days that papers were awaited do not count."""
    days = timedelta(days=int(rules[SILENCE_DAYS.name]))
    filed_before = paris_instant(on - days + timedelta(days=1))
    rows = RentRequest.objects.filter(state__in=OURS, filed_at__lt=filed_before)
    for row in rows.only("state", "filed_at", "asked_at", "completed_at", "waited_days"):
        until = answer_day_of(row)
        if row.filed_at is None or until is None:
            continue
        since = runs_since(paris_day(row.filed_at), row.waited_days)
        if since <= on - days:
            yield Due(AlertKind.SILENCE, f"silence:{row.pk}:{since}", row.pk, until)


def plans_to_review(on: date, rules: Mapping[str, Any]) -> Iterator[Due]:
    """Every six months from the tenant's signature."""
    months = int(rules[REVIEW_MONTHS.name])
    rows = RepaymentPlan.objects.filter(state__in=[PlanState.ACTIVE, PlanState.ALERT])
    for pk, signed, request in rows.values_list("pk", "tenant_signed_on", "request"):
        if signed is None:
            continue
        times = months_between(signed, on) // months
        due = add_months(signed, months * times)
        if due > on:
            due = add_months(signed, months * (times - 1))
        if due > signed:
            yield Due(AlertKind.REVIEW, f"plan:{pk}:{due}", request, due)


def ending_retention(on: date, rules: Mapping[str, Any]) -> Iterator[Due]:
    """Nobody heard of the household for nearly two years: is anything still needed?"""
    limit = add_months(on + timedelta(days=int(rules[RETENTION_DAYS.name])), -KEPT_MONTHS)
    rows = RentRequest.objects.filter(household__last_contact_on__lte=limit)
    for pk, last in rows.values_list("pk", "household__last_contact_on"):
        until = add_months(last, KEPT_MONTHS)
        yield Due(AlertKind.RETENTION, f"conservation:{pk}:{until}", pk, until)
