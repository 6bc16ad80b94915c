"""Shifts as an iCalendar file: Paris wall clock with its VTIMEZONE, never a name.

Calendars follow a change only when SEQUENCE rises, and remove an event only when they are told:
a place given up stays in the file with STATUS:CANCELLED.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, Timezone

from epicerie.models import Assignment
from epicerie.states import PlaceState
from reims_solidarite.kit.dates import PARIS

DOMAIN = "solidarite.reims.example"
PLACE = "Épicerie sociale et solidaire, Reims"


def shift_calendar(shifts: Iterable[Assignment], *, at: datetime) -> bytes:
    """The bytes of the .ics file (each row with its `need.post` loaded)."""
    kept = list(shifts)
    calendar = Calendar()
    calendar.add("prodid", "-//Solidarite Reims//Portail//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Mes créneaux à l’épicerie sociale")
    calendar.add("x-wr-timezone", "Europe/Paris")
    calendar.add("refresh-interval", timedelta(hours=4), parameters={"value": "DURATION"})
    calendar.add_component(_paris_timezone(at, kept))
    for shift in kept:
        calendar.add_component(_event(shift))
    return bytes(calendar.to_ical())


def _paris_timezone(at: datetime, shifts: list[Assignment]) -> Timezone:
    years = [at.year, *(shift.period.lower.year for shift in shifts)]
    return Timezone.from_tzinfo(
        PARIS, "Europe/Paris", date(min(years), 1, 1), date(max(years) + 2, 1, 1)
    )


def _event(shift: Assignment) -> Event:
    cancelled = shift.state != PlaceState.ACTIVE
    event = Event()
    event.add("uid", f"{shift.uid}@{DOMAIN}")
    event.add("sequence", shift.sequence)
    event.add("dtstamp", shift.changed_at.astimezone(UTC))
    event.add("created", shift.created_at.astimezone(UTC))
    event.add("last-modified", shift.changed_at.astimezone(UTC))
    event.add("dtstart", shift.period.lower.astimezone(PARIS))
    event.add("dtend", shift.period.upper.astimezone(PARIS))
    summary = f"Épicerie sociale : {str(shift.need.post).lower()}"
    event.add("summary", f"Annulé – {summary}" if cancelled else summary)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("location", PLACE)
    return event
