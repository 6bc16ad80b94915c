"""Who holds what already: in the period, and around it where limits still count it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q

from epicerie.models import Assignment
from epicerie.rota.problem import Assignment as Place
from reims_solidarite.kit.dates import add_months, month_start

# The longest gap between two openings that a volunteer may ask for; a month is looked up whole.
AROUND = timedelta(days=28)


@dataclass(frozen=True)
class Held:
    """`chosen`: places that the person took or confirmed; `around`: dates worked outside."""

    places: tuple[Place, ...]
    chosen: frozenset[Place]
    around: dict[int, tuple[date, ...]]


def held_places(since: date, until: date) -> Held:
    """Active places of the period (`until` excluded), and those near enough to count; one query."""
    first = min(since - AROUND, month_start(since))
    last = max(until + AROUND, add_months(month_start(until - timedelta(days=1)), 1))
    rows = (
        Assignment.objects.active()
        .filter(opening__day__gte=first, opening__day__lt=last)
        .order_by("pk")
        .annotate(own=Q(confirmed_at__isnull=False) | Q(created_by=F("volunteer__user")))
        .values_list("volunteer_id", "opening_id", "need__post__code", "opening__day", "own")
    )
    places, chosen = [], set()
    around: dict[int, list[date]] = {}
    for volunteer, opening, post, day, own in rows:
        if not since <= day < until:
            around.setdefault(volunteer, []).append(day)
            continue
        place = Place(str(volunteer), str(opening), post)
        places.append(place)
        if own:
            chosen.add(place)
    return Held(
        tuple(sorted(places)),
        frozenset(chosen),
        {volunteer: tuple(sorted(set(days))) for volunteer, days in around.items()},
    )
