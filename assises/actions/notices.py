"""The e-mails that acts on registrations and meetings cause, each told once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from actors.actions.messages import write_message
from actors.models import User
from assises.models import Meeting, Registration, RegistrationState, Seat, SeatState, Session
from assises.queries.links import manage_url
from reims_solidarite.kit.dates import paris_day


def _context(registration: Registration) -> dict[str, object]:
    edition = registration.edition
    return {
        "first_name": registration.first_name,
        "edition": edition.name,
        "date": edition.date,
        "place": edition.place,
        "manage_url": manage_url(registration),
    }


def _workshops(registration: Registration) -> list[dict[str, object]]:
    seats = Seat.objects.live().filter(registration=registration).select_related("session")
    return [
        {
            "title": seat.session.title,
            "starts_at": seat.session.starts_at,
            "room": seat.session.room,
            "waiting": seat.state == SeatState.WAITING,
        }
        for seat in seats.order_by("session__starts_at", "pk")
    ]


def registered(registration: Registration, *, at: datetime) -> None:
    """A place for the day, or the waiting list, with the link to change one's mind."""
    confirmed = registration.state == RegistrationState.CONFIRMED
    write_message(
        "assises.registration_confirmed" if confirmed else "assises.registration_waiting",
        to=registration.email,
        dedupe_key=f"assises.registered:{registration.uid}",
        context={**_context(registration), "workshops": _workshops(registration)},
        at=at,
    )


def already_registered(registration: Registration, *, at: datetime) -> None:
    """Sent instead of saying on the page who is registered; once a day at most."""
    write_message(
        "assises.already_registered",
        to=registration.email,
        dedupe_key=f"assises.already:{registration.uid}:{paris_day(at)}",
        context={**_context(registration), "workshops": _workshops(registration)},
        at=at,
    )


def day_obtained(registration: Registration, *, at: datetime) -> None:
    """Their turn came for the day."""
    write_message(
        "assises.day_obtained",
        to=registration.email,
        dedupe_key=f"assises.day:{registration.uid}",
        context={**_context(registration), "workshops": _workshops(registration)},
        at=at,
    )


def workshop_obtained(seat: Seat, session: Session, *, at: datetime) -> None:
    """Their turn came for a workshop."""
    write_message(
        "assises.workshop_obtained",
        to=seat.registration.email,
        dedupe_key=f"assises.promoted:{seat.pk}",
        context={
            **_context(seat.registration),
            "workshop": session.title,
            "starts_at": session.starts_at,
            "room": session.room,
        },
        at=at,
    )


def workshop_changed(seat: Seat, *, at: datetime) -> None:
    """What they chose themselves, in writing."""
    write_message(
        "assises.workshop_changed",
        to=seat.registration.email,
        dedupe_key=f"assises.changed:{seat.pk}",
        context={**_context(seat.registration), "workshops": _workshops(seat.registration)},
        at=at,
    )


def session_moved(session: Session, *, at: datetime) -> None:
    """The organisers changed the hour or the room: only those who come are told."""
    seats = Seat.objects.held().filter(session=session)
    for seat in seats.select_related("registration__edition").order_by("pk"):
        write_message(
            "assises.session_moved",
            to=seat.registration.email,
            dedupe_key=f"assises.moved:{seat.pk}:{at.isoformat()}",
            context={
                **_context(seat.registration),
                "workshop": session.title,
                "starts_at": session.starts_at,
                "room": session.room,
            },
            at=at,
        )


def cancelled(registration: Registration, *, at: datetime) -> None:
    """The registration is cancelled; without any link, which would be dead."""
    context = _context(registration)
    del context["manage_url"]
    write_message(
        "assises.registration_cancelled",
        to=registration.email,
        dedupe_key=f"assises.cancelled:{registration.uid}",
        context=context,
        at=at,
    )


def meeting_changed(meeting: Meeting, people: Iterable[User], *, at: datetime) -> None:
    """A meeting moved or was cancelled: the agents who carry the group's actions are told."""
    path = reverse("assises:group", args=[meeting.group.slug])
    for user in people:
        write_message(
            "assises.meeting_changed",
            to=user,
            dedupe_key=f"assises.meeting:{meeting.uid}:{meeting.sequence}:{user.pk}",
            context={
                "first_name": user.first_name,
                "group": meeting.group.name,
                "day": meeting.day,
                "starts": meeting.starts,
                "place": meeting.place,
                "cancelled": meeting.is_cancelled,
                "group_url": f"{settings.WEBSITE_ADDRESS}{path}",
            },
            at=at,
        )
