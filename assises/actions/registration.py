"""Registering somebody to the day and to workshops, and cancelling."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Value

from actors.actions.journal import record
from actors.models import Organisation, User
from assises.actions import notices
from assises.actions.locks import lock_edition, lock_registration, lock_sessions
from assises.actions.promotion import fill_day, fill_workshops, give_back
from assises.actions.seats import check_open, is_full, take_or_wait
from assises.models import Edition, Registration, RegistrationState, Seat, Session
from assises.queries.day import day_is_full
from assises.queries.links import hashed, new_token
from reims_solidarite.kit.names import Lower, Unaccent
from reims_solidarite.kit.transitions import Refused


@dataclass(frozen=True)
class Attendee:
    """What somebody typed about the person who comes."""

    email: str
    first_name: str
    last_name: str
    organisation: Organisation | None = None
    organisation_name: str = ""
    function: str = ""
    measures: Sequence[str] = ()
    may_be_listed: bool = False
    may_be_contacted: bool = False
    is_demo: bool = False


@dataclass(frozen=True)
class Wish:
    """A workshop, and whether the person also wants to wait for it when it is full."""

    session: Session
    or_wait: bool = False


@transaction.atomic
def register(
    edition: Edition,
    attendee: Attendee,
    wishes: Sequence[Wish],
    *,
    by: User | None,
    at: datetime,
) -> Registration | None:
    """Register; None when the person was registered already (an e-mail tells them so).

    Refused when registration is closed or a workshop chosen without its queue is full. That is
    checked before looking for the person, so that a refusal says nothing about who is registered.
    """
    locked = lock_edition(edition.pk)
    if not locked.takes_registrations(at):
        raise Refused("Les inscriptions à cette édition ne sont pas ouvertes.")
    sessions = lock_sessions(wish.session.pk for wish in wishes)
    for wish in wishes:
        if not wish.or_wait and is_full(sessions[wish.session.pk]):
            raise Refused(
                f"« {wish.session.title} » vient d’être complet. Choisissez un autre atelier, ou "
                "sa liste d’attente."
            )
    known = _already(locked, attendee)
    if known is not None:
        notices.already_registered(known, at=at)
        return None
    registration = _create(locked, attendee, by=by, at=at)
    for wish in wishes:
        take_or_wait(registration, wish.session, or_wait=wish.or_wait, at=at)
    record("register", registration, by=by, at=at, edition=locked.year, state=registration.state)
    notices.registered(registration, at=at)
    return registration


def _already(edition: Edition, attendee: Attendee) -> Registration | None:
    """The same address may serve a whole office: the name counts too."""
    return (
        Registration.objects.live()
        .filter(
            edition=edition,
            email=attendee.email.strip().lower(),
            # Folded by the database, as the unique constraint is.
            name_key=Lower(
                Unaccent(Value(f"{_tidy(attendee.last_name)} {_tidy(attendee.first_name)}"))
            ),
        )
        .first()
    )


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _create(edition: Edition, attendee: Attendee, *, by: User | None, at: datetime) -> Registration:
    full = day_is_full(edition)
    uid = uuid.uuid4()
    registration = Registration(
        uid=uid,
        edition=edition,
        email=attendee.email.strip().lower(),
        first_name=_tidy(attendee.first_name),
        last_name=_tidy(attendee.last_name),
        organisation=attendee.organisation,
        organisation_name="" if attendee.organisation else attendee.organisation_name.strip(),
        function=attendee.function.strip(),
        measures=sorted(set(attendee.measures)),
        measures_consent_at=at if attendee.measures else None,
        state=RegistrationState.WAITING if full else RegistrationState.CONFIRMED,
        token_hash=hashed(new_token(uid)),
        registered_at=at,
        registered_by=by,
        queued_at=at if full else None,
        may_be_listed=attendee.may_be_listed,
        may_be_contacted=attendee.may_be_contacted,
        is_demo=attendee.is_demo,
    )
    registration.save(force_insert=True)
    return registration


@transaction.atomic
def cancel_registration(registration: Registration, *, by: User | None, at: datetime) -> None:
    """Cancel, give every seat back, forget the measures asked for, and promote those who wait."""
    edition, locked = lock_registration(registration)
    check_open(edition, locked, at=at)
    freed = give_back(Seat.objects.live().filter(registration=locked), at=at)
    locked.state = RegistrationState.CANCELLED
    locked.cancelled_at = at
    locked.measures = []
    locked.measures_consent_at = None
    locked.save(update_fields=["state", "cancelled_at", "measures", "measures_consent_at"])
    record("cancel_registration", locked, by=by, at=at, edition=edition.year)
    fill_day(edition, at=at)
    fill_workshops(freed, at=at)
    notices.cancelled(locked, at=at)
