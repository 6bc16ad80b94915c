"""A changed usual day, applied to the openings to come: all of it, as it was read, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.calendar import add_usual_days, lock_calendar, set_usual_day
from epicerie.actions.locks import lock_openings
from epicerie.actions.openings import cancel_empty_days, require_coordinator, set_need
from epicerie.actions.walls import walls
from epicerie.models import OpeningDay, OpeningNeed
from epicerie.queries.calendar_plan import CHANGED_HOURS
from epicerie.queries.pattern_effect import (
    DayEffect,
    PatternEffect,
    openings_ruled,
    pattern_effect,
)
from epicerie.queries.usual_day import CHANGES_LATER, UsualDay, later_change, settled
from epicerie.states import NeedReason
from reims_solidarite.kit.transitions import Refused

MOVED = "Le planning a changé depuis cet aperçu : relisez-le, puis appliquez."


@transaction.atomic
def apply_usual_day(asked: UsualDay, *, seen: str, by: User, at: datetime) -> PatternEffect:
    """Set the usual day and bring the openings to come in line; what was done.

    `seen`: the seal of the effect that was read. Asking again changes nothing.
    """
    require_coordinator(by)
    lock_calendar()
    # Then the needs, as `hold_place` does: nobody takes a place while its day is decided.
    needs = lock_openings(openings_ruled(asked, at=at).values_list("pk", flat=True)).values()
    effect = pattern_effect(asked, at=at)
    known = settled(asked)
    if known and effect.nothing:
        return effect
    if not known and later_change(asked):
        raise Refused(CHANGES_LATER, field="since")
    if seen != effect.seal:
        raise Refused(MOVED)
    pattern = set_usual_day(
        asked.weekday,
        starts=asked.starts,
        ends=asked.ends,
        needs={post: places for post, (places, _) in asked.needs.items()},
        skilled={post: trained for post, (_, trained) in asked.needs.items()},
        since=asked.since,
        site=asked.site,
        by=by,
        at=at,
    )
    known_needs = {(need.opening_id, need.post_id): need for need in needs}
    for day in effect.changed:
        _change_needs(day, known_needs, by=by, at=at)
    cancel_empty_days(
        [day.opening for day in effect.moved], needs, reason=CHANGED_HOURS, by=by, at=at
    )
    usual = {post.pk: need for post, need in asked.needs.items()}
    add_usual_days(
        [(pattern, day, usual) for day in effect.added]
        + [(pattern, day.opening.day, day.needs) for day in effect.moved],
        by=by,
        at=at,
    )
    followers = [
        day.opening.pk for day in effect.kept + effect.changed if not (day.by_hand or day.blocked)
    ]
    with walls():
        OpeningDay.objects.filter(pk__in=followers).update(pattern=pattern)
    return effect


def _change_needs(
    day: DayEffect, known: Mapping[tuple[int, int], OpeningNeed], *, by: User, at: datetime
) -> None:
    why = NeedReason.USUAL_DAY
    for change in day.changes:
        places, skilled = change.after
        if need := known.get((day.opening.pk, change.post.pk)):
            set_need(need, places, skilled=skilled, reason=why, by=by, at=at)
            continue
        with walls():
            need = OpeningNeed.objects.create(
                opening=day.opening, post=change.post, places=places, skilled=skilled
            )
        record("change_need", need, by=by, at=at, places=places, reason=why.value)
