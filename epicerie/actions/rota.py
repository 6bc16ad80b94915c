"""Placing many people at once: one check per place, one message per person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.calls import settle_calls
from epicerie.actions.openings import require_coordinator
from epicerie.actions.telling import tell_shifts
from epicerie.actions.walls import walls
from epicerie.models import Assignment, Occasion, OpeningDay, OpeningNeed, Volunteer
from epicerie.queries.facts import facts_of, place_of, with_facts
from epicerie.rules import why_not
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def publish_places(
    placements: Mapping[OpeningNeed, Iterable[Volunteer]],
    *,
    by: User,
    at: datetime,
    tell: bool = True,
) -> list[Assignment]:
    """Hold one place for each (need, volunteer); all or nothing.

    Refused with the name of the first person who may not hold their place, and why. Each person
    gets one e-mail with all their shifts to come.
    """
    require_coordinator(by)
    ids = sorted(need.pk for need in placements)
    needs = {
        need.pk: need
        for need in OpeningNeed.objects.select_for_update(of=("self",))
        .select_related("opening__site", "post")
        .filter(pk__in=ids)
        .order_by("pk")
    }
    held: dict[int, set[int]] = {}
    for need_id, number in (
        Assignment.objects.active().filter(need__in=ids).values_list("need_id", "place_number")
    ):
        held.setdefault(need_id, set()).add(number)
    made: list[Assignment] = []
    for need, people in placements.items():
        made += _fill(needs[need.pk], list(people), held.get(need.pk, set()), by, at)
    with walls():
        Assignment.objects.bulk_create(made)
    for opening_id in sorted({row.opening_id for row in made}):
        count = sum(row.opening_id == opening_id for row in made)
        record("publish_places", OpeningDay(pk=opening_id), by=by, at=at, places=count)
    settle_calls(needs.values(), by=by, at=at)
    if tell:
        _tell(made, at)
    return made


def _fill(
    need: OpeningNeed, people: list[Volunteer], taken: set[int], by: User, at: datetime
) -> list[Assignment]:
    rows = with_facts(
        Volunteer.objects.filter(pk__in=[person.pk for person in people]).select_related("user"),
        need,
    )
    made = []
    for row in rows.order_by("pk"):
        place = place_of(need, filled=len(taken))
        if reason := why_not(facts_of(row), place, at=at, oneself=False):
            raise Refused(f"{row}, {need.opening}, {need.post} : {reason}")
        number = next(n for n in range(1, need.places + 1) if n not in taken)
        taken.add(number)
        made.append(
            Assignment(
                opening=need.opening,
                need=need,
                place_number=number,
                volunteer=row,
                period=need.opening.period,
                created_at=at,
                created_by=by,
                changed_at=at,
            )
        )
    return made


def _tell(made: list[Assignment], at: datetime) -> None:
    by_person: dict[int, list[Assignment]] = {}
    for row in made:
        by_person.setdefault(row.volunteer_id, []).append(row)
    for rows in by_person.values():
        shifts = sorted(rows, key=lambda row: row.period.lower)
        tell_shifts(
            "epicerie.rota_published", Occasion.PUBLISHED, shifts[0].volunteer, shifts, at=at
        )
