"""Answer links: how they are found, and whether what a message says is still true."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime
from enum import Enum

from epicerie.models import Answer, Assignment, CalledPerson, CallEnd, PlaceLink
from epicerie.states import PlaceState


def link_digest(token: str) -> str:
    """What the database keeps of a link: a stolen table answers for nobody."""
    return hashlib.sha256(f"epicerie.link:{token}".encode()).hexdigest()


def numbered(secret: str, number: int) -> str:
    """The token of the n-th link of a message: one secret covers all the shifts it lists."""
    return f"{secret}-{number}"


def link_of(token: str) -> PlaceLink | None:
    """The link of that address, with all that its page shows."""
    return (
        PlaceLink.objects.filter(digest=link_digest(token))
        .select_related(
            *("assignment__need__post", "assignment__opening__site", "assignment__volunteer__user"),
            *("called__call__need__post", "called__call__need__opening__site"),
            "called__volunteer__user",
        )
        .first()
    )


class Standing(Enum):
    """Where a link stands: what its page says, and whether it still has buttons."""

    HELD = "held"
    CONFIRMED = "confirmed"
    GIVEN_UP = "given_up"
    GONE = "gone"
    OVER = "over"
    WANTED = "wanted"
    YES = "yes"
    NO = "no"
    LATE = "late"
    UNWANTED = "unwanted"


ANSWERED = {
    Answer.YES.value: Standing.YES,
    Answer.NO.value: Standing.NO,
    Answer.LATE.value: Standing.LATE,
}
# The link did not answer, and will not: the address is gone (410).
DEAD = {Standing.GONE, Standing.OVER, Standing.UNWANTED}


def standing_of(link: PlaceLink, *, at: datetime) -> Standing:
    """Reads the rows behind the link as they are now."""
    if link.called is not None:
        return _of_call(link.called, at=at)
    held = link.assignment
    if link.used_at is not None:
        return Standing.GIVEN_UP
    if link.expires_at <= at:
        return Standing.OVER
    if link.revoked_at is not None or held is None or held.state != PlaceState.ACTIVE:
        return Standing.GONE
    return Standing.CONFIRMED if held.confirmed_at else Standing.HELD


def _of_call(called: CalledPerson, *, at: datetime) -> Standing:
    if called.answer:
        return ANSWERED[called.answer]
    call = called.call
    if call.end_reason == CallEnd.FILLED:
        return Standing.LATE
    if call.need.opening.begins_at <= at:
        return Standing.OVER
    return Standing.UNWANTED if call.ended_at else Standing.WANTED


def all_held(message: uuid.UUID) -> bool:
    """Are all the places of this message still held? Locks them until it has left."""
    states = _states(message)
    return bool(states) and set(states) == {PlaceState.ACTIVE.value}


def any_held(message: uuid.UUID) -> bool:
    """Is one of the places of this message still held? Locks them until it has left."""
    return PlaceState.ACTIVE.value in _states(message)


def still_asked(message: uuid.UUID) -> bool:
    """Is somebody still looked for, and the person still silent?"""
    return (
        CalledPerson.objects.waiting()
        .select_for_update(of=("self",), no_key=True)
        .filter(links__message=message, call__ended_at=None)
        .exists()
    )


def _states(message: uuid.UUID) -> list[str]:
    # No key: others may still write rows that refer to the place.
    return list(
        Assignment.objects.select_for_update(of=("self",), no_key=True)
        .filter(links__message=message)
        .order_by("pk")
        .values_list("state", flat=True)
    )
