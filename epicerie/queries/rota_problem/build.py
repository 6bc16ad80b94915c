"""From the database to a `Problem`, in as many queries for eight people as for eight thousand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from actors.parameters import value
from epicerie.parameters import ASSOCIATION_SHARE
from epicerie.queries.rota_problem.calendar import Day, asked_skills, days
from epicerie.queries.rota_problem.free_time import FreeTime, free_time
from epicerie.queries.rota_problem.people import (
    companions,
    held_skills,
    likings,
    on_the_rota,
    person,
)
from epicerie.queries.rota_problem.places import Held, held_places
from epicerie.queries.rota_problem.promises import promised
from epicerie.queries.rota_problem.senders import Sending, sendings
from epicerie.rota.problem import (
    Assignment,
    Association,
    Problem,
    Volunteer,
    arranged,
)
from epicerie.states import RotaKind


@dataclass(frozen=True)
class Groundwork:
    """`held`: every active place of the period; `kept`: those the solver is told of."""

    problem: Problem
    held: tuple[Assignment, ...]
    kept: tuple[Assignment, ...]


def lay_ground(since: date, until: date, *, kind: str, at: datetime) -> Groundwork:
    """The problem of the days from `since` to `until` excluded, as things stand at that instant.

    Openings that have begun stay as they are. A repair starts from every place held; a rota made
    anew keeps, where it can, the places that people took or confirmed themselves.
    """
    calendar = days(since, until)
    held = held_places(since, until)
    frozen = frozenset(day.opening.id for day in calendar if day.begins_at <= at)
    sent = sendings(since, until)
    people, active = _people(since, until, held, sent)
    kept = tuple(
        place
        for place in held.places
        if kind == RotaKind.REPAIR or place.opening in frozen or place in held.chosen
    )
    together, apart = companions({one.id for one in people})
    names = {one.id for one in people}
    problem = Problem(
        volunteers=tuple(people),
        openings=tuple(day.opening for day in calendar),
        availability=_availability(calendar, active, sent, held, free_time(since, until)),
        associations=_associations(people, promised(since, until)),
        together=together,
        apart=apart,
        frozen=frozen,
        published=kept,
        prior={str(v): dates for v, dates in held.around.items() if str(v) in names},
        association_share_percent=_share(since, until),
        post_skills={code: skills for code, skills in asked_skills().items() if skills},
    )
    return Groundwork(arranged(problem), held.places, kept)


def _people(
    since: date, until: date, held: Held, sent: dict[int, list[Sending]]
) -> tuple[list[Volunteer], list[int]]:
    """Everybody on the rota, and those who may be placed."""
    skills = held_skills(since, until)
    usual, said = likings(asked_skills())
    holders = {int(place.volunteer) for place in held.places}
    people, active = [], []
    for row in on_the_rota(holders, sent.keys()):
        likes = {**usual, **said.get(row.pk, {})}
        people.append(
            person(row, sent.get(row.pk, []), skills.get(row.pk, []), likes, (since, until))
        )
        if row.active:
            active.append(row.pk)
    return people, active


def _availability(
    calendar: list[Day],
    active: list[int],
    sent: dict[int, list[Sending]],
    held: Held,
    free: dict[int, FreeTime],
) -> dict[tuple[str, str], int]:
    """Pairs of a person and an opening that they can come to, with the penalty."""
    there = {(place.volunteer, place.opening) for place in held.places}
    holders = {int(place.volunteer) for place in held.places}
    found: dict[tuple[str, str], int] = {}
    for volunteer in active:
        if volunteer not in free and volunteer not in holders:
            continue
        said, name = free.get(volunteer, FreeTime()), str(volunteer)
        for day in calendar:
            if not any(span.covers(day.opening.date) for span in sent.get(volunteer, ())):
                continue
            key = (name, day.opening.id)
            penalty = said.penalty(day, holds=key in there)
            if penalty is not None:
                found[key] = penalty
    return found


def _share(since: date, until: date) -> int:
    """The stricter of the first and of the last day: no other day is then refused."""
    ends = (since, until - timedelta(days=1))
    return min(int(value(ASSOCIATION_SHARE.name, on=day)) for day in ends)


def _associations(people: list[Volunteer], promises: dict[int, int]) -> tuple[Association, ...]:
    """Those that send somebody, and those that promised."""
    known = {one.association for one in people if one.association is not None}
    known |= {str(pk) for pk in promises}
    return tuple(Association(pk, promises.get(int(pk), 0)) for pk in sorted(known))
