"""Editions, workshops and people of the tests, made by the portal's own actions."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from assises.actions.editions import create_edition, create_session
from assises.actions.registration import Attendee, Wish, register
from assises.models import Edition, EditionState, Registration, Session, SessionKind
from reims_solidarite.kit.dates import paris_instant

DAY = date(2027, 6, 21)


def an_edition(at: datetime, *, capacity: int | None = None, year: int = 2027) -> Edition:
    values = {
        "year": year,
        "date": DAY.replace(year=year),
        "name": "Assises d’essai",
        "place": "Salle d’essai",
        "state": EditionState.PUBLISHED,
        "registration_opens_at": at - timedelta(days=1),
        "registration_closes_at": paris_instant(DAY.replace(year=year)),
        "capacity": capacity,
        "is_demo": True,
    }
    return create_edition(values, by=None, at=at)


def a_workshop(
    edition: Edition, title: str, *, at: datetime, capacity: int | None = 10, hour: int = 11
) -> Session:
    starts = paris_instant(edition.date) + timedelta(hours=hour)
    values = {
        "edition": edition,
        "kind": SessionKind.WORKSHOP,
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=1),
        "theme": "logement",
        "title": title,
        "capacity": capacity,
        "room": f"Salle de {title}",
    }
    return create_session(values, by=None, at=at)


def someone(number: int = 1, **more: object) -> Attendee:
    return Attendee(
        email=f"personne{number}@essai.example",
        first_name="Camille",
        last_name=f"Essai-{number}",
        **more,
    )


def registered(
    edition: Edition, number: int, *workshops: Session, at: datetime, or_wait: bool = True
) -> Registration:
    wishes = [Wish(workshop, or_wait=or_wait) for workshop in workshops]
    registration = register(edition, someone(number), wishes, by=None, at=at)
    assert registration is not None
    return registration
