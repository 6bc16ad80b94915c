"""Telling people what a published rota changes for them: one e-mail each, or one call to make."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from actors.models import Message
from epicerie.actions.outbox import Notice, Subject, tell_all
from epicerie.actions.telling import shift_words
from epicerie.models import Assignment, Occasion, PlaceLink, RotaRun
from epicerie.queries.links import link_digest, numbered


def tell_changes(
    run: RotaRun, given_back: Sequence[Assignment], made: Sequence[Assignment], *, at: datetime
) -> None:
    """Nobody else hears of it."""
    notices, shifts = [], {}
    gone, new = _by_person(given_back), _by_person(made)
    for volunteer in sorted(gone.keys() | new.keys()):
        before, after = gone.get(volunteer, []), new.get(volunteer, [])
        notices.append(_notice(run, before, after))
        shifts[notices[-1].dedupe_key] = after
    written = tell_all("epicerie.rota_changed", notices, at=at)
    PlaceLink.objects.bulk_create(
        link
        for notice, message in written
        for link in _links(notice.secret, message, shifts[notice.dedupe_key], at)
    )


def _by_person(rows: Sequence[Assignment]) -> dict[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = {}
    for row in sorted(rows, key=lambda row: (row.period.lower, row.pk)):
        found.setdefault(row.volunteer_id, []).append(row)
    return found


def _notice(run: RotaRun, before: Sequence[Assignment], after: Sequence[Assignment]) -> Notice:
    """One letter or one conversation, whatever the number of places."""
    subject = (after or before)[0]
    both = {row.opening_id for row in before} & {row.opening_id for row in after}
    old_posts = {row.opening_id: str(row.need.post) for row in before}
    numbers = {row.pk: number for number, row in enumerate(after, start=1)}
    new = [{**shift_words(row), "number": numbers[row.pk]} for row in after]
    return Notice(
        (before or after)[0].volunteer,
        dedupe_key=f"epicerie.rota_changed:{run.pk}:{subject.volunteer_id}",
        context={
            "added": [shift for shift in new if shift["opening_id"] not in both],
            "removed": [shift_words(row) for row in before if row.opening_id not in both],
            "moved": [
                {**shift, "old_post": old_posts[row.opening_id]}
                for row, shift in zip(after, new, strict=True)
                if row.opening_id in both
            ],
        },
        about=(Subject(assignment=subject, occasion=None if after else Occasion.REMOVED),),
        secret=secrets.token_urlsafe(24) if after else "",
    )


def _links(
    secret: str, message: Message, shifts: Sequence[Assignment], at: datetime
) -> list[PlaceLink]:
    """One for each new place, in the order in which the e-mail lists them."""
    return [
        PlaceLink(
            occasion=Occasion.PUBLISHED,
            digest=link_digest(numbered(secret, number)),
            message=message,
            assignment=shift,
            created_at=at,
            expires_at=shift.period.upper,
        )
        for number, shift in enumerate(shifts, start=1)
    ]
