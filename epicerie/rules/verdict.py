"""The rule itself: the reasons of a refusal, the plainest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from epicerie.rules.limits import limit_reasons
from epicerie.rules.person import NEVER, Person
from epicerie.rules.place import Place
from epicerie.rules.reasons import Reason
from epicerie.states import OpeningState

# What only the coordinator may read: it says something of somebody else.
UNSAID = frozenset({"apart"})


def day_reason(place: Place, *, at: datetime, oneself: bool) -> Reason | None:
    """Why nobody may take this place now, or None."""
    if place.on.state != OpeningState.PLANNED:
        return Reason("cancelled")
    if place.on.finishes_at <= at:
        return Reason("past")
    if oneself and place.on.begins_at <= at:
        return Reason("begun")
    if place.filled >= place.places:
        return Reason("no_free_place")
    return None


def all_reasons(person: Person, place: Place) -> Iterator[Reason]:
    """Everything that keeps this person from this place; their own place there is no obstacle.

    Each reason but « not said » is a hard rule, for the coordinator too. « Not said » comes last:
    it is the only one left when the person's word is enough.
    """
    day = place.on.day
    if not person.active:
        yield Reason("inactive")
    sender = person.association_on(day)
    if sender is None:
        yield Reason("no_association")
    yield from _training(person, place)
    if last := person.absent_until(day):
        yield Reason("absent", {"last": last})
    if half := person.cannot(day, place.on.halves):
        yield Reason("cannot", {"day": day, "half": half})
    if person.likings.get(place.post) == NEVER:
        yield Reason("declines")
    yield from limit_reasons(person, place.on.opening, day)
    if not person.apart.isdisjoint(place.on.present):
        yield Reason("apart")
    if sender is not None and place.on.of_association(sender, but=person) >= place.on.share_cap:
        yield Reason("association_share", {"most": place.on.share_cap})
    if missing := person.not_said(day, place.on.halves):
        yield Reason("not_said", {"weekday": day.weekday(), "half": missing[0]})


def person_reason(person: Person, place: Place, *, said: bool = False) -> Reason | None:
    """Why this person may not take this place, or None. `said`: they told it for that very day."""
    taken = _taken(person, place)
    if taken is not None:
        return taken
    reasons = (r for r in all_reasons(person, place) if not (said and r.may_be_agreed))
    return next(reasons, None)


def why_not(
    person: Person, place: Place, *, at: datetime, oneself: bool, agreed: bool = False
) -> Reason | None:
    """The first reason of a refusal, or None when the place may be taken.

    Taking a place oneself says that one can come; the coordinator says so with `agreed`.
    """
    reason = day_reason(place, at=at, oneself=oneself) or person_reason(
        person, place, said=oneself or agreed
    )
    return for_oneself(reason) if reason is not None and oneself else reason


def for_oneself(reason: Reason) -> Reason:
    """The reason as anybody but the coordinator may read it."""
    return Reason("ask") if reason.code in UNSAID else reason


def _taken(person: Person, place: Place) -> Reason | None:
    on = place.on
    if any(shift.opening == on.opening for shift in person.held):
        return Reason("other_post")
    if any(s.begins_at < on.finishes_at and on.begins_at < s.finishes_at for s in person.held):
        return Reason("overlap")
    return None


def _training(person: Person, place: Place) -> Iterator[Reason]:
    day, skill = place.on.day, place.skill
    if not skill or person.has_skill(skill, day):
        return
    ended = person.skill_ended(skill, day)
    if ended is None:
        yield Reason("not_trained", {"skill": place.skill_label})
    else:
        yield Reason("no_longer_trained", {"skill": place.skill_label, "last": ended})
