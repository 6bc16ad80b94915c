"""Answer links: how they are found, and whether what a message says is still true."""

from __future__ import annotations

import hashlib
import uuid

from epicerie.models import Assignment, CalledPerson, PlaceLink
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
