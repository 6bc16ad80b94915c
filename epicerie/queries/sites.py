"""Sites, in order, with their openings to come."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from epicerie.models import OpeningDay, Site


def sites_with_openings(*, at: datetime) -> QuerySet[Any]:
    """`to_come`: planned openings that are not over; one query."""
    planned = (
        OpeningDay.objects.planned()
        .to_come(at)
        .filter(site=OuterRef("pk"))
        .order_by()
        .values("site")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Site.objects.annotate(to_come=Coalesce(Subquery(planned), 0)).order_by("-active", "pk")
