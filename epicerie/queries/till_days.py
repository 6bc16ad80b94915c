"""The days of the till: what was sold, and whether the day is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.db.models.functions import TruncDate

from epicerie.models import Sale, TillClosing
from reims_solidarite.kit.dates import PARIS, paris_instant


def till_days() -> QuerySet[Any, Any]:
    """{day, tickets, value, paid}, the latest first; one query."""
    return (
        Sale.objects.order_by()
        .annotate(day=TruncDate("at", tzinfo=PARIS))
        .values("day")
        .annotate(tickets=Count("pk"), value=Sum("value_cents"), paid=Sum("paid_cents"))
        .order_by("-day")
    )


def days_to_close(*, before: date) -> QuerySet[Any, Any]:
    """Days gone by with tickets and no closing, the oldest first."""
    closed = TillClosing.objects.filter(day=OuterRef("day"))
    days = till_days().filter(at__lt=paris_instant(before))
    return days.filter(~Exists(closed)).order_by("day")


@dataclass(frozen=True)
class DaySold:
    """What the tickets of a day add up to."""

    tickets: int
    value_cents: int
    paid_cents: int

    @property
    def saved_cents(self) -> int:
        return self.value_cents - self.paid_cents


def tickets_of(day: date) -> QuerySet[Sale]:
    """The tickets of a Paris day, in order."""
    start, end = paris_instant(day), paris_instant(day + timedelta(days=1))
    return Sale.objects.filter(at__gte=start, at__lt=end).order_by("at", "pk")


def sold_on(day: date) -> DaySold:
    """The sum of a day."""
    found = tickets_of(day).aggregate(
        n=Count("pk"), value=Sum("value_cents"), paid=Sum("paid_cents")
    )
    return DaySold(found["n"], found["value"] or 0, found["paid"] or 0)
