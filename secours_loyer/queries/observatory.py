"""Households that asked for rent aid, by district and month: distinct households only."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Min, OuterRef, Subquery
from django.db.models.functions import TruncDate, TruncMonth

from actors.households.models import Housing
from actors.households.queries.observatory import MonthlyCount
from reims_solidarite.kit.dates import PARIS, paris_day, paris_instant
from secours_loyer.models import RentRequest
from secours_loyer.states import RequestState


def monthly_counts(since: date, until: date) -> list[MonthlyCount]:
    """One query; drafts are not requests, withdrawn ones were needs."""
    home = Housing.objects.filter(household=OuterRef("household"), period__contains=OuterRef("day"))
    rows = (
        RentRequest.objects.exclude(state=RequestState.DRAFT)
        .filter(filed_at__gte=paris_instant(since), filed_at__lt=paris_instant(until))
        .annotate(
            day=TruncDate("filed_at", tzinfo=PARIS), month=TruncMonth("filed_at", tzinfo=PARIS)
        )
        .annotate(district=Subquery(home.values("district")[:1]))
        .values("district", "month")
        .annotate(households=Count("household", distinct=True))
        .order_by("month", "district")
    )
    return [
        MonthlyCount(row["district"] or "", row["month"].date(), row["households"]) for row in rows
    ]


def first_day() -> date | None:
    """The first day a request was filed here: before it, nothing was counted."""
    found = RentRequest.objects.exclude(state=RequestState.DRAFT).aggregate(first=Min("filed_at"))[
        "first"
    ]
    return paris_day(found) if found else None
