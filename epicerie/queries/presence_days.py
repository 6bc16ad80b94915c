"""The openings that have begun, with what their sheets say; one query whatever their number."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from epicerie.models import Assignment, Attendance, OpeningDay
from epicerie.queries.presence import waiting_lines
from epicerie.states import CAME, Presence


def _lines(what: Any, rows: QuerySet[Attendance] | None = None) -> Any:
    lines = Attendance.objects.in_force() if rows is None else rows
    found = lines.filter(sheet__opening=OuterRef("pk")).order_by().values("sheet__opening")
    return Coalesce(Subquery(found.annotate(n=what).values("n")), 0, output_field=IntegerField())


def sheet_days(*, at: datetime) -> QuerySet[Any]:
    """Each with `begun_at` and `signed_at` of its sheet, `expected`, `came`, `absent`, `excused`,
    `minutes`, `to_confirm`."""
    held = Assignment.objects.active().filter(opening=OuterRef("pk")).order_by().values("opening")
    return (
        OpeningDay.objects.planned()
        .filter(period__startswith__lte=at)
        .annotate(
            begun_at=F("sheet__begun_at"),
            signed_at=F("sheet__signed_at"),
            expected=Coalesce(
                Subquery(held.annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField()
            ),
            came=_lines(Count("pk", filter=Q(status__in=CAME))),
            absent=_lines(Count("pk", filter=Q(status=Presence.ABSENT))),
            excused=_lines(Count("pk", filter=Q(status=Presence.EXCUSED))),
            minutes=_lines(Sum("minutes")),
            to_confirm=_lines(Count("pk"), waiting_lines(Attendance.objects.in_force())),
        )
        .order_by("-day", "-starts", "pk")
    )


def to_sign(days: QuerySet[Any]) -> QuerySet[Any]:
    """Those of `sheet_days` that wait for a signature: somebody is expected, or was noted."""
    return days.filter(signed_at=None).filter(Q(expected__gt=0) | Q(begun_at__isnull=False))
