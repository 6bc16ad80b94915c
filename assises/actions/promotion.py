"""Giving free places to those who wait: the one service that every path calls.

Cancelling, changing workshop, a bigger room, a removal by the staff: whatever frees a place ends
here, in the same transaction. Order: when the person joined this very queue, then the number.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from actors import parameters
from actors.actions.journal import record
from assises.actions import notices
from assises.actions.locks import lock_sessions
from assises.models import Edition, Registration, RegistrationState, Seat, SeatState, Session
from reims_solidarite.kit.dates import paris_day


def give_back(seats: Iterable[Seat], *, at: datetime) -> set[int]:
    """End seats and waits; returns the workshops where a place became free."""
    freed = set()
    for seat in seats:
        if seat.state == SeatState.HELD:
            freed.add(seat.session_id)
        seat.state = SeatState.GIVEN_BACK
        seat.ended_at = at
        seat.save(update_fields=["state", "ended_at"])
    return freed


def overlapping(registration: Registration, session: Session) -> list[Seat]:
    """Live seats of the person at the same time as this workshop, the workshop's own excluded."""
    return list(
        Seat.objects.live()
        .filter(registration=registration, slot__overlap=(session.starts_at, session.ends_at))
        .exclude(session=session)
    )


def free_places(session: Session) -> int | None:
    """Places left in a locked workshop; None when it is not limited."""
    if session.capacity is None:
        return None
    return session.capacity - Seat.objects.held().filter(session=session).count()


def fill_workshops(pks: Iterable[int], *, at: datetime) -> None:
    """Promote waiting people until the workshops are full or their queues are empty.

    Somebody promoted gives back the seat held at the same time, which may promote another.
    """
    hours = parameters.value("assises.freeze_hours", on=paris_day(at))
    pending = set(pks)
    while pending:
        pk = min(pending)
        pending.discard(pk)
        session = lock_sessions([pk])[pk]
        # Nobody should learn at midnight that they changed rooms: the desk decides on the day.
        if session.starts_at - timedelta(hours=hours) <= at:
            continue
        free = free_places(session)
        queue = Seat.objects.queue().filter(
            session=session, registration__state=RegistrationState.CONFIRMED
        )
        rows = queue.select_related("registration__edition")
        for seat in rows if free is None else rows[: max(free, 0)]:
            pending |= _promote(seat, session, at=at)


def _promote(seat: Seat, session: Session, *, at: datetime) -> set[int]:
    """Turn one wait into a seat; the seat held meanwhile at the same time is given back."""
    others = [s for s in overlapping(seat.registration, session) if s.state == SeatState.HELD]
    freed = give_back(others, at=at)
    seat.state = SeatState.HELD
    seat.held_at = at
    seat.save(update_fields=["state", "held_at"])
    record("promote_seat", seat, by=None, at=at, session=session.pk)
    notices.workshop_obtained(seat, session, at=at)
    return freed


def fill_day(edition: Edition, *, at: datetime) -> None:
    """Confirm people who wait for the day while there is room; then their workshops' queues."""
    if edition.date <= paris_day(at):
        return
    waiting = Registration.objects.queue().filter(edition=edition)
    if edition.capacity is not None:
        confirmed = Registration.objects.confirmed().filter(edition=edition).count()
        waiting = waiting[: max(edition.capacity - confirmed, 0)]
    promoted = list(waiting)
    for registration in promoted:
        registration.state = RegistrationState.CONFIRMED
        registration.save(update_fields=["state"])
        record("promote_registration", registration, by=None, at=at, edition=edition.year)
    wished = (
        Seat.objects.queue().filter(registration__in=promoted).values_list("session", flat=True)
    )
    fill_workshops(list(wished), at=at)
    for registration in promoted:
        notices.day_obtained(registration, at=at)
