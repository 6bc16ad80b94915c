"""One fact that somebody must not miss."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from secours_loyer.models import AlertKind, RentRequest


@dataclass(frozen=True)
class Due:
    """`key` changes with the facts: another day is another alert."""

    kind: AlertKind
    key: str
    request_id: int
    on: date


def stage(days_left: int, days: Iterable[int]) -> int | None:
    """The last of these thresholds that was passed, or None while the day is far."""
    return min((one for one in days if days_left <= one), default=None)


def newest_request(lease: str) -> Subquery:
    """The request that tells a lease: its newest."""
    rows = RentRequest.objects.filter(tenancy=OuterRef(lease)).order_by("-created_at", "-pk")
    return Subquery(rows.values("pk")[:1])
