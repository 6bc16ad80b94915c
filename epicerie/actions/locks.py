"""The locks under which places are counted, always taken in this order: openings, then people.

A limit of a person and a share of an association span several posts, so the lock of one post is
not enough: two acts would each see room for one more.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from epicerie.models import OpeningNeed, Volunteer


def lock_openings(openings: Collection[int]) -> dict[int, OpeningNeed]:
    """Every post of these openings, by its number."""
    return _locked(Q(opening__in=openings))


def lock_need(need_id: int) -> OpeningNeed:
    """One post, with every other post of its opening: one order for all, no deadlock."""
    same_day = OpeningNeed.objects.filter(pk=need_id).values("opening")
    return _locked(Q(opening__in=same_day))[need_id]


def _locked(wanted: Q) -> dict[int, OpeningNeed]:
    needs = (
        OpeningNeed.objects.select_for_update(of=("self",))
        .select_related("opening__site", "post")
        .filter(wanted)
        .order_by("pk")
    )
    return {need.pk: need for need in needs}


def lock_volunteers(volunteers: Collection[int]) -> dict[int, Volunteer]:
    """Those records, with their accounts: limits do not change and nobody else places them.

    Rows that merely name a volunteer are still written meanwhile (`NO KEY`).
    """
    rows = (
        Volunteer.objects.select_for_update(of=("self",), no_key=True)
        .select_related("user")
        .filter(pk__in=volunteers)
        .order_by("pk")
    )
    return {row.pk: row for row in rows}
