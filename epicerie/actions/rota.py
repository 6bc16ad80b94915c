"""Placing many people at once: one check per place, one message per person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.agreement import write_agreement
from epicerie.actions.calls import settle_calls
from epicerie.actions.locks import lock_openings, lock_volunteers
from epicerie.actions.openings import require_coordinator
from epicerie.actions.telling import tell_shifts
from epicerie.actions.walls import walls
from epicerie.models import Assignment, Occasion, OpeningDay, OpeningNeed, Volunteer
from epicerie.queries.facts import days_of, persons_for, place_of
from epicerie.rules import why_not
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def publish_places(
    placements: Mapping[OpeningNeed, Iterable[Volunteer]],
    *,
    by: User,
    at: datetime,
    tell: bool = True,
    agreed: bool = False,
) -> list[Assignment]:
    """Hold one place for each (need, volunteer); all or nothing.

    Each place counts in the limits and shares of the next ones. Refused with the name of the first
    person who may not hold their place, and why. Each person gets one e-mail with all their shifts
    to come. `agreed`: every person told the coordinator that they can come on these days.
    """
    require_coordinator(by)
    wanted = {need: sorted(person.pk for person in people) for need, people in placements.items()}
    batch = _Batch(wanted, agreed=agreed, by=by, at=at)
    made = [batch.place(need.pk, person) for need, people in wanted.items() for person in people]
    with walls():
        Assignment.objects.bulk_create(made)
    for opening_id, count in sorted(Counter(row.opening_id for row in made).items()):
        record("publish_places", OpeningDay(pk=opening_id), by=by, at=at, places=count)
    settle_calls((batch.needs[need.pk] for need in wanted), by=by, at=at)
    if tell:
        _tell(made, at)
    return made


class _Batch:
    """The openings and people of one publication, locked, then counted as the rota grows."""

    def __init__(
        self,
        wanted: Mapping[OpeningNeed, Iterable[int]],
        *,
        agreed: bool,
        by: User,
        at: datetime,
    ) -> None:
        self.by, self.at, self.agreed = by, at, agreed
        openings = sorted({need.opening_id for need in wanted})
        self.needs = lock_openings(openings)
        self.volunteers = lock_volunteers({pk for people in wanted.values() for pk in people})
        self.taken: dict[int, set[int]] = {}
        held = Assignment.objects.active().filter(opening__in=openings).order_by()
        for need, number in held.values_list("need_id", "place_number"):
            self.taken.setdefault(need, set()).add(number)
        days = days_of(OpeningDay.objects.filter(pk__in=openings))
        self.places = {
            pk: place_of(need, days[need.opening_id], filled=0) for pk, need in self.needs.items()
        }
        self.people = persons_for(list(self.places.values()), list(self.volunteers))

    def place(self, need_id: int, volunteer_id: int) -> Assignment:
        need, volunteer = self.needs[need_id], self.volunteers[volunteer_id]
        taken = self.taken.setdefault(need_id, set())
        place = replace(self.places[need_id], filled=len(taken))
        person = self.people[volunteer_id]
        if reason := why_not(person, place, at=self.at, oneself=False, agreed=self.agreed):
            raise Refused(f"{volunteer}, {need.opening}, {need.post} : {reason}")
        write_agreement(volunteer, person, [place.on], by=self.by, at=self.at)
        place.on.admit(person)
        number = next(n for n in range(1, need.places + 1) if n not in taken)
        taken.add(number)
        return Assignment(
            opening=need.opening,
            need=need,
            place_number=number,
            volunteer=volunteer,
            period=need.opening.period,
            created_at=self.at,
            created_by=self.by,
            changed_at=self.at,
        )


def _tell(made: list[Assignment], at: datetime) -> None:
    by_person: dict[int, list[Assignment]] = {}
    for row in made:
        by_person.setdefault(row.volunteer_id, []).append(row)
    for rows in by_person.values():
        shifts = sorted(rows, key=lambda row: row.period.lower)
        tell_shifts(
            "epicerie.rota_published", Occasion.PUBLISHED, shifts[0].volunteer, shifts, at=at
        )
