"""Places that an association promised, month by month, beside those its people hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncMonth

from epicerie.models import Affiliation, Assignment, Promise
from epicerie.states import PlaceState
from reims_solidarite.kit.dates import add_months, month_start


class PromisedMonth(NamedTuple):
    """`promised` is 0 where nothing was; `given_up` places were held, then given up."""

    month: date
    promised: int
    held: int
    given_up: int

    @property
    def missing(self) -> int:
        return max(self.promised - self.held, 0)


def promised_months(
    organisations: Collection[int], *, since: date, months: int
) -> list[PromisedMonth]:
    """Two queries whatever the number of months, of organisations and of volunteers."""
    first = month_start(since)
    end = add_months(first, months)
    promises = list(
        Promise.objects.filter(organisation__in=organisations).values_list(
            "period", "places_a_month"
        )
    )
    sent = Affiliation.objects.live().filter(
        volunteer=OuterRef("volunteer"), organisation__in=organisations
    )
    counted = (
        Assignment.objects.filter(Exists(sent), opening__day__gte=first, opening__day__lt=end)
        .order_by()
        .annotate(month=TruncMonth("opening__day"))
        .values("month")
        .annotate(
            held=Count("pk", filter=Q(state=PlaceState.ACTIVE)),
            given_up=Count("pk", filter=Q(state=PlaceState.GIVEN_UP)),
        )
        .values_list("month", "held", "given_up")
    )
    places = {month: (held, given_up) for month, held, given_up in counted}
    found = []
    for number in range(months):
        month = add_months(first, number)
        promised = sum(places for period, places in promises if month in period)
        held, given_up = places.get(month, (0, 0))
        found.append(PromisedMonth(month, promised, held, given_up))
    return found
