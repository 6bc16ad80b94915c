"""The needs of one day changed together, with their reason: all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from actors.models import User
from epicerie.actions.locks import lock_openings
from epicerie.actions.openings import require_coordinator, set_need
from epicerie.models import OpeningDay, OpeningNeed, Post
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def change_needs(
    opening: OpeningDay,
    wanted: Mapping[Post, tuple[int, int]],
    *,
    reason: str,
    by: User,
    at: datetime,
) -> list[OpeningNeed]:
    """(places, trained people) by post; the needs that changed."""
    require_coordinator(by)
    known = {need.post_id: need for need in lock_openings([opening.pk]).values()}
    if not any(places for places, _ in wanted.values()):
        raise Refused("Prévoyez au moins une place, ou annulez ce jour.")
    changed = []
    for post, (places, skilled) in wanted.items():
        need = known[post.pk]
        if (need.places, need.skilled) != (places, skilled):
            changed.append(set_need(need, places, skilled=skilled, reason=reason, by=by, at=at))
    return changed
