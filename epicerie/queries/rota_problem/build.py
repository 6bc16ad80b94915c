"""From the database to a `Problem`, in as many queries for eight people as for eight thousand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import product

from actors.parameters import dated_value
from epicerie.parameters import ASSOCIATION_SHARE
from epicerie.queries.rota_problem.among import Among
from epicerie.queries.rota_problem.calendar import Day, asked_skills, days
from epicerie.queries.rota_problem.free_time import FreeTime, free_time
from epicerie.queries.rota_problem.people import (
    companions,
    held_skills,
    likings,
    on_the_rota,
    pairs_of,
    person,
)
from epicerie.queries.rota_problem.places import Held, held_places
from epicerie.queries.rota_problem.promises import promised
from epicerie.queries.rota_problem.senders import sendings
from epicerie.rota.problem import (
    Assignment,
    Association,
    Problem,
    Volunteer,
    arranged,
)
from epicerie.rules import Sending
from epicerie.states import RotaKind

NOTHING_SAID = FreeTime()


@dataclass(frozen=True)
class Groundwork:
    """`held`: every active place of the period; `kept`: those the solver is told of.

    `sent`: which associations send whom, for whoever asks about one day.
    """

    problem: Problem
    held: tuple[Assignment, ...]
    kept: tuple[Assignment, ...]
    sent: dict[int, list[Sending]]


def lay_ground(
    since: date, until: date, *, kind: str, at: datetime, holders_only: bool = False
) -> Groundwork:
    """The problem of the days from `since` to `until` excluded, as things stand at that instant.

    Openings that have begun stay as they are. A repair starts from every place held; a rota made
    anew keeps, where it can, the places that people took or confirmed themselves.
    `holders_only` (and those paired with them): enough to judge the places held, not to fill
    others; its cost follows the places, whatever the size of the register.
    """
    calendar = days(since, until)
    held = held_places(since, until)
    frozen = frozenset(day.opening.id for day in calendar if day.begins_at <= at)
    holders = {int(place.volunteer) for place in held.places}
    pairs = pairs_of(holders if holders_only else None)
    friends = {one for first, second, _ in pairs for one in (first, second)}
    among = sorted(holders | friends) if holders_only else None
    sent = sendings(since, until, among)
    skills = asked_skills()
    people, active = _people((since, until), holders, sent, skills, among)
    kept = tuple(
        place
        for place in held.places
        if kind == RotaKind.REPAIR or place.opening in frozen or place in held.chosen
    )
    names = {one.id for one in people}
    together, apart = companions(pairs, names)
    wondered = _asked(calendar, active, held, everywhere=not holders_only)
    problem = Problem(
        volunteers=tuple(people),
        openings=tuple(day.opening for day in calendar),
        availability=_availability(wondered, sent, held, free_time(since, until, among)),
        associations=_associations(people, {} if holders_only else promised(since, until)),
        together=together,
        apart=apart,
        frozen=frozen,
        published=kept,
        prior={str(v): dates for v, dates in held.around.items() if str(v) in names},
        association_share_percent=_share(since, until),
        post_skills={code: asked for code, asked in skills.items() if asked},
    )
    return Groundwork(arranged(problem), held.places, kept, sent)


def _people(
    period: tuple[date, date],
    holders: set[int],
    sent: dict[int, list[Sending]],
    posts: Collection[str],
    among: Among,
) -> tuple[list[Volunteer], list[int]]:
    """Everybody on the rota, and those who may be placed."""
    trained = held_skills(among)
    usual, said = likings(posts, among)
    people, active = [], []
    for row in on_the_rota(holders, sent.keys()):
        likes = {**usual, **said.get(row.pk, {})}
        people.append(person(row, sent.get(row.pk, []), trained.get(row.pk, []), likes, period))
        if row.active:
            active.append(row.pk)
    return people, active


def _asked(
    calendar: list[Day], active: list[int], held: Held, *, everywhere: bool
) -> Iterator[tuple[int, Day]]:
    """Of whom and of which openings it is asked whether they can come."""
    if everywhere:
        return product(active, calendar)
    known, may = {day.opening.id: day for day in calendar}, set(active)
    return (
        (int(place.volunteer), known[place.opening])
        for place in held.places
        if int(place.volunteer) in may and place.opening in known
    )


def _availability(
    asked: Iterable[tuple[int, Day]],
    sent: dict[int, list[Sending]],
    held: Held,
    free: dict[int, FreeTime],
) -> dict[tuple[str, str], int]:
    """Pairs of a person and an opening that they can come to, with the penalty."""
    there = {(place.volunteer, place.opening) for place in held.places}
    holders = {int(place.volunteer) for place in held.places}
    found: dict[tuple[str, str], int] = {}
    for volunteer, day in asked:
        if volunteer not in free and volunteer not in holders:
            continue
        if not any(span.covers(day.opening.date) for span in sent.get(volunteer, ())):
            continue
        key = (str(volunteer), day.opening.id)
        penalty = free.get(volunteer, NOTHING_SAID).penalty(day, holds=key in there)
        if penalty is not None:
            found[key] = penalty
    return found


def _share(since: date, until: date) -> int:
    """The stricter of the first and of the last day: no other day is then refused."""
    share = dated_value(ASSOCIATION_SHARE.name)
    return min(int(share.on(day)) for day in (since, until - timedelta(days=1)))


def _associations(people: list[Volunteer], promises: dict[int, int]) -> tuple[Association, ...]:
    """Those that send somebody, and those that promised."""
    known = {one.association for one in people if one.association is not None}
    known |= {str(pk) for pk in promises}
    return tuple(Association(pk, promises.get(int(pk), 0)) for pk in sorted(known))
