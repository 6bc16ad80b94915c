"""Households served, by district and month: distinct households, never a passage twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import TruncDate, TruncMonth

from actors.households.models import Housing
from epicerie.models import Sale
from reims_solidarite.kit.dates import PARIS, paris_instant


@dataclass(frozen=True)
class MonthlyCount:
    """`district` is empty when the household's home is not known on the day of its visit."""

    district: str
    month: date
    count: int


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
