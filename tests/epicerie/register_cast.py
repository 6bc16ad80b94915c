"""What volunteers said, for the tests of the automatic rota: rows of the register."""

from __future__ import annotations

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from actors.models import Organisation, User
from epicerie.models import Absence, Availability, DatedAvailability, Post, PostWish, Volunteer
from tests.epicerie import rota_cast as rota


def silent(by: User, organisation: Organisation, name: str = "vera", **options) -> Volunteer:
    """A volunteer who has not said yet when they can come."""
    return rota.volunteer(by, organisation, name, free=False, **options)


def comes(person: Volunteer, weekday: int = 3, half: str = "am", willing: int = 1) -> Volunteer:
    """Usually free on that half-day (Thursday morning: the day of `rota_cast`)."""
    Availability.objects.create(volunteer=person, weekday=weekday, half=half, willing=willing)
    return person


def answers(person: Volunteer, day: date, *, can_come: bool, half: str = "am", willing=1) -> None:
    DatedAvailability.objects.create(
        volunteer=person, day=day, half=half, can_come=can_come, willing=willing
    )


def away(person: Volunteer, since: date, until: date) -> None:
    """Absent from `since` to `until` excluded."""
    Absence.objects.create(volunteer=person, period=DateRange(since, until), said_at=rota.BEFORE)


def likes(person: Volunteer, code: str, liking: int) -> None:
    PostWish.objects.create(volunteer=person, post=Post.objects.get(code=code), liking=liking)
