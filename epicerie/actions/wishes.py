"""How often a volunteer wants to come, under which limits, and at which posts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.own_record import lock_own
from epicerie.actions.walls import walls
from epicerie.models import PostWish, Volunteer
from epicerie.queries.own_record import post_likings
from reims_solidarite.kit.seen import labels_of, refuse_if_changed

LIMITS = ("wish_per_4_weeks", "max_week", "max_month", "max_14_days", "min_gap_days")


@transaction.atomic
def set_wishes(
    volunteer: Volunteer,
    limits: Mapping[str, int | None],
    *,
    by: User,
    at: datetime,
    seen: str = "",
) -> Volunteer:
    """Change the wished frequency and limits (names of `LIMITS`); None is « no limit ».

    Places held already stay held, even beyond a lower limit: the board names them.
    """
    locked = lock_own(volunteer, by=by)
    refuse_if_changed(seen, {name: getattr(locked, name) for name in LIMITS}, labels_of(locked))
    unknown = set(limits) - set(LIMITS)
    if unknown:
        raise ValueError(f"not limits: {sorted(unknown)}")
    for name, value in limits.items():
        setattr(locked, name, value)
    with walls():
        locked.save(update_fields=sorted(limits))
    record("set_wishes", locked, by=by, at=at)
    return locked


@transaction.atomic
def set_post_likings(
    volunteer: Volunteer, likings: Mapping[int, int], *, by: User, at: datetime, seen: str = ""
) -> None:
    """Replace what was said of the posts: post number → `Liking`; the others are « d’accord »."""
    locked = lock_own(volunteer, by=by)
    before = post_likings(locked)
    refuse_if_changed(seen, {"posts": before}, {"posts": "Les postes préférés"})
    if dict(likings) == before:
        return
    with walls():
        PostWish.objects.filter(volunteer=locked).delete()
        PostWish.objects.bulk_create(
            PostWish(volunteer=locked, post_id=post, liking=liking)
            for post, liking in sorted(likings.items())
        )
    record("set_post_likings", locked, by=by, at=at)
