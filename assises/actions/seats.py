"""Choosing a workshop, changing one's mind, leaving a queue."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from actors.actions.journal import record
from actors.models import User
from assises.actions import notices
from assises.actions.locks import lock_registration, lock_sessions
from assises.actions.promotion import fill_workshops, free_places, give_back, overlapping
from assises.models import (
    Edition,
    EditionState,
    Registration,
    RegistrationState,
    Seat,
    SeatState,
    Session,
    SessionKind,
)
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def choose_workshop(
    registration: Registration, session: Session, *, or_wait: bool, by: User | None, at: datetime
) -> Seat:
    """Take a seat in a workshop, in place of the one held at the same time.

    When it is full: Refused without `or_wait`; with it, the person joins the end of the queue and
    keeps the seat held elsewhere until their turn comes.
    """
    edition, locked = lock_registration(registration)
    check_open(edition, locked, at=at)
    seat, freed = take_or_wait(locked, session, or_wait=or_wait, at=at)
    record("choose_workshop", seat, by=by, at=at, session=session.pk, state=seat.state)
    fill_workshops(freed, at=at)
    notices.workshop_changed(seat, at=at)
    return seat


def take_or_wait(
    registration: Registration, session: Session, *, or_wait: bool, at: datetime
) -> tuple[Seat, set[int]]:
    """The seat, and the workshops where a place became free; the edition is locked already."""
    others = overlapping(registration, session)
    fresh = lock_sessions([session.pk, *(seat.session_id for seat in others)])[session.pk]
    if fresh.edition_id != registration.edition_id or fresh.kind != SessionKind.WORKSHOP:
        raise Refused("Cet atelier n’est pas au programme de cette édition. Rechargez la page.")
    if fresh.starts_at <= at:
        raise Refused(f"« {fresh.title} » a déjà commencé. Demandez à l’accueil sur place.")
    own = Seat.objects.live().filter(registration=registration, session=fresh).first()
    if own is not None:
        raise Refused(
            "Vous avez déjà une place dans cet atelier."
            if own.state == SeatState.HELD
            else "Vous êtes déjà sur la liste d’attente de cet atelier."
        )
    confirmed = registration.state == RegistrationState.CONFIRMED
    full = is_full(fresh)
    if full and confirmed and not or_wait:
        raise Refused(
            f"« {fresh.title} » est complet. Choisissez un autre atelier, ou demandez à être sur "
            "sa liste d’attente."
        )
    if confirmed and not full:
        freed = give_back(others, at=at)
        return _seat(registration, fresh, SeatState.HELD, at=at), freed
    # One wait at a time: a new wish takes the place of the old one, at the end of the queue.
    give_back([seat for seat in others if seat.state == SeatState.WAITING], at=at)
    return _seat(registration, fresh, SeatState.WAITING, at=at), set()


def is_full(session: Session) -> bool:
    """No place left, or people are waiting for those there are (the session is locked).

    Somebody who still waits for the day itself keeps nobody out.
    """
    free = free_places(session)
    queue = Seat.objects.queue().filter(
        session=session, registration__state=RegistrationState.CONFIRMED
    )
    return free is not None and (free <= 0 or queue.exists())


def _seat(registration: Registration, session: Session, state: str, *, at: datetime) -> Seat:
    seat = Seat(
        registration=registration,
        session=session,
        state=state,
        joined_at=at,
        held_at=at if state == SeatState.HELD else None,
    )
    seat.save(force_insert=True)
    return seat


@transaction.atomic
def leave_workshop(
    registration: Registration, session: Session, *, by: User | None, at: datetime
) -> None:
    """Give a seat back, or leave the queue; refused when there is neither."""
    edition, locked = lock_registration(registration)
    check_open(edition, locked, at=at)
    seat = Seat.objects.live().filter(registration=locked, session=session).first()
    if seat is None:
        raise Refused("Vous n’êtes pas inscrit à cet atelier. Rechargez la page.")
    freed = give_back([seat], at=at)
    record("leave_workshop", seat, by=by, at=at, session=session.pk)
    fill_workshops(freed, at=at)


def check_open(edition: Edition, registration: Registration, *, at: datetime) -> None:
    """Refused when the registration is cancelled, or the edition is over or withdrawn."""
    if registration.state == RegistrationState.CANCELLED:
        raise Refused("Cette inscription est annulée. Inscrivez-vous de nouveau si besoin.")
    if edition.state != EditionState.PUBLISHED or edition.date < paris_day(at):
        raise Refused("Cette édition est terminée : l’inscription ne peut plus changer.")
