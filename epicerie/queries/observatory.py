"""Households served, by district and month: distinct households, never a passage twice."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Min, OuterRef, Subquery
from django.db.models.functions import TruncDate, TruncMonth

from actors.households.models import Housing
from actors.households.queries.observatory import MonthlyCount
from epicerie.models import Sale
from reims_solidarite.kit.dates import PARIS, paris_day, paris_instant


def monthly_counts(since: date, until: date) -> list[MonthlyCount]:
    """One query. The district is the one of the day of the visit: moving rewrites no past."""
    home = Housing.objects.filter(
        household=OuterRef("access__household"), period__contains=OuterRef("day")
    )
    rows = (
        Sale.objects.filter(at__gte=paris_instant(since), at__lt=paris_instant(until))
        .annotate(day=TruncDate("at", tzinfo=PARIS), month=TruncMonth("at", tzinfo=PARIS))
        .annotate(district=Subquery(home.values("district")[:1]))
        .values("district", "month")
        .annotate(households=Count("access__household", distinct=True))
        .order_by("month", "district")
    )
    return [
        MonthlyCount(row["district"] or "", row["month"].date(), row["households"]) for row in rows
    ]


def first_day() -> date | None:
    """The first day with a till: before it, nothing was counted."""
    found = Sale.objects.aggregate(first=Min("at"))["first"]
    return paris_day(found) if found else None
