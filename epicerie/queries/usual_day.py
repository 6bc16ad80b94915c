"""A usual day as it is asked for, and what the usual week says of it already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from epicerie.models import Post, Site, WeeklyPattern

CHANGES_LATER = "Ce jour de la semaine change déjà plus tard : choisissez une autre date."


@dataclass(frozen=True)
class UsualDay:
    """From `since` on, this weekday opens so at this site. Needs: (places, trained) by post."""

    site: Site
    weekday: int
    starts: time
    ends: time
    since: date
    needs: Mapping[Post, tuple[int, int]]


def needs_of(
    places: Mapping[Post, int], skilled: Mapping[Post, int]
) -> dict[Post, tuple[int, int]]:
    """Places and trained people by post; the usual number of these where none is said."""
    return {
        post: (number, post.skilled_of(number, skilled.get(post)))
        for post, number in places.items()
    }


def settled(asked: UsualDay) -> WeeklyPattern | None:
    """The pattern that says exactly this, from `since` on and without an end."""
    pattern = (
        WeeklyPattern.objects.filter(
            site=asked.site,
            weekday=asked.weekday,
            starts=asked.starts,
            ends=asked.ends,
            period__contains=asked.since,
            period__endswith=None,
        )
        .prefetch_related("needs")
        .first()
    )
    if pattern is None:
        return None
    wanted = {post.pk: need for post, need in asked.needs.items() if need[0]}
    found = {need.post_id: (need.places, need.skilled) for need in pattern.needs.all()}
    return pattern if {pk: need for pk, need in found.items() if need[0]} == wanted else None


def later_change(asked: UsualDay) -> bool:
    """Does this weekday change on that date or later already?"""
    return WeeklyPattern.objects.filter(
        site=asked.site, weekday=asked.weekday, period__startswith__gte=asked.since
    ).exists()
