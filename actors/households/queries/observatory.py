"""Households that a social worker met, by district and month: distinct households only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, OuterRef, Subquery
from django.db.models.functions import TruncMonth

from actors.households.models import Contact, Housing


@dataclass(frozen=True)
class MonthlyCount:
    """`district` is empty when the household's home is not known on the day counted."""

    district: str
    month: date
    count: int


def monthly_counts(since: date, until: date) -> list[MonthlyCount]:
    """One query; what was said is not read, only that the household was met."""
    home = Housing.objects.filter(household=OuterRef("household"), period__contains=OuterRef("on"))
    rows = (
        Contact.objects.filter(on__gte=since, on__lt=until)
        .annotate(month=TruncMonth("on"), district=Subquery(home.values("district")[:1]))
        .values("district", "month")
        .annotate(households=Count("household", distinct=True))
        .order_by("month", "district")
    )
    return [MonthlyCount(row["district"] or "", row["month"], row["households"]) for row in rows]


def first_day() -> date | None:
    """Since when contacts are kept here: before it, nothing was counted."""
    found: date | None = Contact.objects.aggregate(first=Min("on"))["first"]
    return found
