"""Telling volunteers about their places: by e-mail with answer links, or on the list of calls.

Whoever prefers the telephone gets no e-mail but the answer to what they did themselves: the
coordinator finds them under « À appeler ».
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import override

from actors.actions.messages import write_message
from actors.models import Message
from epicerie.models import (
    Assignment,
    CalledPerson,
    Channel,
    Occasion,
    PhoneCall,
    PlaceLink,
    Volunteer,
)
from epicerie.queries.links import link_digest, numbered

BY_LINK = {
    "epicerie.place_taken": Occasion.TAKEN,
    "epicerie.place_assigned": Occasion.ASSIGNED,
    "epicerie.place_received": Occasion.ASSIGNED,
}
BY_PHONE = {
    "epicerie.place_received": Occasion.ASSIGNED,
    "epicerie.place_substituted": Occasion.REMOVED,
    "epicerie.place_assigned": Occasion.ASSIGNED,
    "epicerie.place_taken_back": Occasion.REMOVED,
    "epicerie.day_cancelled": Occasion.CANCELLED,
}


def tell_about(
    kind: str, assignment: Assignment, *, at: datetime, more: Mapping[str, object] | None = None
) -> None:
    """Tell the volunteer about one place, once for each kind of event."""
    volunteer = assignment.volunteer
    if volunteer.channel == Channel.PHONE and kind in BY_PHONE:
        to_phone(BY_PHONE[kind], volunteer, assignment=assignment, at=at)
        return
    secret = secrets.token_urlsafe(24) if kind in BY_LINK else ""
    message = write_to(
        volunteer,
        kind,
        dedupe_key=f"{kind}:{assignment.pk}",
        context={**shift_words(assignment), **(more or {})},
        at=at,
        secret=secret,
    )
    if message and secret:
        add_links(message, secret, BY_LINK[kind], [assignment], at=at)


def tell_shifts(
    kind: str,
    occasion: Occasion,
    volunteer: Volunteer,
    shifts: Sequence[Assignment],
    *,
    at: datetime,
) -> None:
    """One e-mail for several places, in the order given, with a link for each."""
    first = shifts[0]
    if volunteer.channel == Channel.PHONE:
        # A published rota is one conversation; a reminder is due for each place.
        for row in shifts[:1] if occasion == Occasion.PUBLISHED else shifts:
            to_phone(occasion, volunteer, assignment=row, at=at)
        return
    secret = secrets.token_urlsafe(24)
    message = write_to(
        volunteer,
        kind,
        dedupe_key=f"{kind}:{first.pk}:{shifts[-1].pk}:{len(shifts)}",
        context={
            "first_name": volunteer.user.first_name,
            "begins_at": first.period.lower,
            "shifts": [shift_words(row) for row in shifts],
        },
        at=at,
        secret=secret,
    )
    if message:
        add_links(message, secret, occasion, shifts, at=at)


def write_to(
    volunteer: Volunteer,
    kind: str,
    *,
    dedupe_key: str,
    context: Mapping[str, object],
    at: datetime,
    secret: str = "",
) -> Message | None:
    """`write_message` in the language that the volunteer chose."""
    with override(volunteer.language):
        return write_message(
            kind, to=volunteer.user, dedupe_key=dedupe_key, context=context, at=at, secret=secret
        )


def add_links(
    message: Message,
    secret: str,
    occasion: Occasion,
    shifts: Sequence[Assignment],
    *,
    at: datetime,
) -> None:
    """The links that the message prints: `secret`-1, `secret`-2…, valid until each shift ends."""
    PlaceLink.objects.bulk_create(
        PlaceLink(
            occasion=occasion,
            digest=link_digest(numbered(secret, number)),
            message=message,
            assignment=shift,
            created_at=at,
            expires_at=shift.period.upper,
        )
        for number, shift in enumerate(shifts, start=1)
        if shift.period.upper > at
    )


def to_phone(
    occasion: Occasion,
    volunteer: Volunteer,
    *,
    at: datetime,
    assignment: Assignment | None = None,
    called: CalledPerson | None = None,
) -> None:
    """One more line of the list of people to telephone, once for each event."""
    PhoneCall.objects.get_or_create(
        occasion=occasion,
        assignment=assignment,
        called=called,
        defaults={"volunteer": volunteer, "created_at": at},
    )


def forget_place(assignment: Assignment, *, at: datetime) -> None:
    """The place is no longer theirs: its links answer nothing, nobody telephones about it."""
    PlaceLink.objects.filter(assignment=assignment, used_at=None, revoked_at=None).update(
        revoked_at=at
    )
    PhoneCall.objects.to_make().filter(assignment=assignment).update(dropped_at=at)


def shift_words(assignment: Assignment) -> dict[str, object]:
    """What every e-mail about a place says of it."""
    return {
        "first_name": assignment.volunteer.user.first_name,
        "name": str(assignment.volunteer),
        "post": str(assignment.need.post),
        "where": str(assignment.opening.site),
        "begins_at": assignment.period.lower,
        "finishes_at": assignment.period.upper,
        "opening_id": assignment.opening_id,
    }
