"""What associations promised, for a period: so many places each calendar month, by its days."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from epicerie.models import Promise
from reims_solidarite.kit.dates import add_months, month_start


def promised(since: date, until: date) -> dict[int, int]:
    """Places by association, rounded down: nobody is asked for more than they said; one query."""
    found: dict[int, Fraction] = {}
    rows = Promise.objects.filter(period__overlap=(since, until)).order_by("pk")
    for organisation, period, a_month in rows.values_list(
        "organisation_id", "period", "places_a_month"
    ):
        start = max(since, period.lower or since)
        end = min(until, period.upper or until)
        share = sum((_of_month(start, end, first) for first in _months(start, end)), Fraction(0))
        found[organisation] = found.get(organisation, Fraction(0)) + a_month * share
    return {organisation: int(places) for organisation, places in found.items()}


def _months(start: date, end: date) -> list[date]:
    """The first days of the months that the period touches."""
    found, first = [], month_start(start)
    while first < end:
        found.append(first)
        first = add_months(first, 1)
    return found


def _of_month(start: date, end: date, first: date) -> Fraction:
    """The share of a calendar month that the period covers."""
    after = add_months(first, 1)
    days = (min(end, after) - max(start, first)).days
    return Fraction(max(0, days), (after - first).days)
