"""Telling people what a published rota changes for them: one e-mail each, or one call to make."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from actors.actions.messages import Letter, write_messages
from actors.models import Message
from epicerie.actions.telling import shift_words
from epicerie.models import Assignment, Channel, Occasion, PhoneCall, PlaceLink, RotaRun
from epicerie.queries.links import link_digest, numbered


def tell_changes(
    run: RotaRun, given_back: Sequence[Assignment], made: Sequence[Assignment], *, at: datetime
) -> None:
    """Nobody else hears of it. The links and calls of the places given back answer no more."""
    _forget(given_back, at)
    letters, calls, shifts = [], [], {}
    gone, new = _by_person(given_back), _by_person(made)
    for volunteer in sorted(gone.keys() | new.keys()):
        before, after = gone.get(volunteer, []), new.get(volunteer, [])
        if (before or after)[0].volunteer.channel == Channel.PHONE:
            calls.append(_call(before, after, at))
        else:
            letters.append(_letter(run, before, after))
            shifts[letters[-1].dedupe_key] = after
    PhoneCall.objects.bulk_create(calls, ignore_conflicts=True)
    written = write_messages("epicerie.rota_changed", letters, at=at)
    PlaceLink.objects.bulk_create(
        link
        for letter, message in written
        for link in _links(letter, message, shifts[letter.dedupe_key], at)
    )


def _by_person(rows: Sequence[Assignment]) -> dict[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = {}
    for row in sorted(rows, key=lambda row: (row.period.lower, row.pk)):
        found.setdefault(row.volunteer_id, []).append(row)
    return found


def _forget(given_back: Sequence[Assignment], at: datetime) -> None:
    gone = [row.pk for row in given_back]
    links = PlaceLink.objects.filter(assignment__in=gone, used_at=None, revoked_at=None)
    links.update(revoked_at=at)
    PhoneCall.objects.to_make().filter(assignment__in=gone).update(dropped_at=at)


def _call(before: Sequence[Assignment], after: Sequence[Assignment], at: datetime) -> PhoneCall:
    """One conversation, whatever the number of places."""
    subject = (after or before)[0]
    return PhoneCall(
        occasion=Occasion.PUBLISHED if after else Occasion.REMOVED,
        volunteer=subject.volunteer,
        assignment=subject,
        created_at=at,
    )


def _letter(run: RotaRun, before: Sequence[Assignment], after: Sequence[Assignment]) -> Letter:
    volunteer = (before or after)[0].volunteer
    both = {row.opening_id for row in before} & {row.opening_id for row in after}
    old_posts = {row.opening_id: str(row.need.post) for row in before}
    numbers = {row.pk: number for number, row in enumerate(after, start=1)}
    new = [{**shift_words(row), "number": numbers[row.pk]} for row in after]
    return Letter(
        to=volunteer.user,
        dedupe_key=f"epicerie.rota_changed:{run.pk}:{volunteer.pk}",
        context={
            "first_name": volunteer.user.first_name,
            "added": [shift for shift in new if shift["opening_id"] not in both],
            "removed": [shift_words(row) for row in before if row.opening_id not in both],
            "moved": [
                {**shift, "old_post": old_posts[row.opening_id]}
                for row, shift in zip(after, new, strict=True)
                if row.opening_id in both
            ],
        },
        secret=secrets.token_urlsafe(24) if after else "",
        language=volunteer.language,
    )


def _links(
    letter: Letter, message: Message, shifts: Sequence[Assignment], at: datetime
) -> list[PlaceLink]:
    """One for each new place, in the order in which the e-mail lists them."""
    return [
        PlaceLink(
            occasion=Occasion.PUBLISHED,
            digest=link_digest(numbered(letter.secret, number)),
            message=message,
            assignment=shift,
            created_at=at,
            expires_at=shift.period.upper,
        )
        for number, shift in enumerate(shifts, start=1)
    ]
