"""Telling volunteers about their places, with answer links; taking back what was told."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from actors.models import Message
from epicerie.actions.outbox import Notice, Subject, tell
from epicerie.models import Assignment, Exchange, Occasion, PhoneCall, PlaceLink, Volunteer
from epicerie.queries.links import link_digest, numbered

BY_LINK = {
    "epicerie.place_taken": Occasion.TAKEN,
    "epicerie.place_assigned": Occasion.ASSIGNED,
    "epicerie.place_received": Occasion.ASSIGNED,
}
OWN_ACTS = {"epicerie.place_taken", "epicerie.place_given_up"}


def tell_about(
    kind: str, assignment: Assignment, *, at: datetime, more: Mapping[str, object] | None = None
) -> None:
    """Tell the volunteer about one place, once for each kind of event."""
    secret = secrets.token_urlsafe(24) if kind in BY_LINK else ""
    notice = Notice(
        assignment.volunteer,
        dedupe_key=f"{kind}:{assignment.pk}",
        context={**shift_words(assignment), **(more or {})},
        about=(Subject(assignment=assignment),),
        own_act=kind in OWN_ACTS,
        secret=secret,
    )
    message = tell(kind, notice, at=at)
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
    secret = secrets.token_urlsafe(24)
    # A published rota is one conversation; a reminder is due for each place.
    talked_of = shifts[:1] if occasion == Occasion.PUBLISHED else shifts
    notice = Notice(
        volunteer,
        dedupe_key=f"{kind}:{first.pk}:{shifts[-1].pk}:{len(shifts)}",
        context={
            "begins_at": first.period.lower,
            "shifts": [shift_words(row) for row in shifts],
        },
        about=tuple(Subject(assignment=row) for row in talked_of),
        secret=secret,
    )
    message = tell(kind, notice, at=at)
    if message:
        add_links(message, secret, occasion, shifts, at=at)


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


def forget_places(rows: Sequence[Assignment], *, at: datetime) -> None:
    """The places are no longer theirs: no link answers, nobody telephones about them."""
    gone = [row.pk for row in rows]
    links = PlaceLink.objects.filter(assignment__in=gone, used_at=None, revoked_at=None)
    links.update(revoked_at=at)
    PhoneCall.objects.to_make().filter(assignment__in=gone).update(dropped_at=at)


def forget_offers(offers: Sequence[Exchange], *, at: datetime) -> None:
    """The offers are answered or over: nobody telephones to ask."""
    asking = PhoneCall.objects.to_make().filter(exchange__in=offers, occasion=Occasion.OFFERED)
    asking.update(dropped_at=at)


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
