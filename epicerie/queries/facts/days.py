"""The openings as the rule sees them: hours, places in all, who is there from which association."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from django.db.models import F, QuerySet

from actors.parameters import dated_value
from epicerie.models import Assignment, OpeningDay, OpeningNeed, halves_of
from epicerie.parameters import ASSOCIATION_SHARE
from epicerie.queries.senders import sender_of
from epicerie.rules import Day, Place


def days_of(openings: QuerySet[OpeningDay]) -> dict[int, Day]:
    """By opening; four queries whatever their number."""
    share = dated_value(ASSOCIATION_SHARE.name)
    rows = list(openings)
    wanted = [row.pk for row in rows]
    present = _present(wanted)
    places = _places(wanted)
    return {
        row.pk: Day(
            opening=row.pk,
            state=row.state,
            day=row.day,
            halves=halves_of(row.starts, row.ends),
            begins_at=row.begins_at,
            finishes_at=row.finishes_at,
            places=places[row.pk],
            share_percent=share.on(row.day),
            present=present.get(row.pk, {}),
        )
        for row in rows
    }


def place_of(need: OpeningNeed, day: Day, *, filled: int) -> Place:
    """One post of an opening (needs `post` loaded)."""
    return Place(
        on=day,
        post=need.post_id,
        skill=need.post.needed_skill,
        skill_label=need.post.get_skill_display(),
        places=need.places,
        filled=filled,
    )


def _present(openings: Collection[int]) -> dict[int, dict[int, int | None]]:
    found: dict[int, dict[int, int | None]] = {}
    rows = (
        Assignment.objects.active()
        .filter(opening__in=openings)
        .annotate(day=F("opening__day"))
        .annotate(sender=sender_of("volunteer", "day"))
        .order_by()
        .values_list("opening_id", "volunteer_id", "sender")
    )
    for opening, volunteer, sender in rows:
        found.setdefault(opening, {})[volunteer] = sender
    return found


def _places(openings: Collection[int]) -> Counter[int]:
    found: Counter[int] = Counter()
    needs = OpeningNeed.objects.filter(opening__in=openings).order_by()
    for opening, places in needs.values_list("opening_id", "places"):
        found[opening] += places
    return found
