"""Shifts as an iCalendar file: Paris wall clock with its VTIMEZONE, never a name.

Calendars follow a change only when SEQUENCE rises, and remove an event only when they are told:
a place given up stays in the file with STATUS:CANCELLED. Somebody who changes posts, or comes back,
keeps one event for that opening.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, Timezone

from epicerie.models import Assignment
from epicerie.states import PlaceState
from reims_solidarite.kit.dates import PARIS

DOMAIN = "solidarite.reims.example"


def shift_calendar(shifts: Iterable[Assignment], *, at: datetime) -> bytes:
    """The bytes of the .ics file (each row with its `need.post` and `opening.site` loaded)."""
    kept = list(shifts)
    calendar = Calendar()
    calendar.add("prodid", "-//Solidarite Reims//Portail//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Mes créneaux à l’épicerie sociale"))
    calendar.add("x-wr-timezone", "Europe/Paris")
    calendar.add("refresh-interval", timedelta(hours=4), parameters={"value": "DURATION"})
    calendar.add_component(_paris_timezone(at, kept))
    for rows in _by_opening(kept):
        calendar.add_component(_event(rows))
    return bytes(calendar.to_ical())


def _by_opening(shifts: Iterable[Assignment]) -> Iterable[list[Assignment]]:
    """All that became of one opening for the person, the oldest row first."""
    rows: dict[int, list[Assignment]] = {}
    for shift in sorted(shifts, key=lambda shift: (shift.period.lower, shift.pk)):
        rows.setdefault(shift.opening_id, []).append(shift)
    return rows.values()


def _paris_timezone(at: datetime, shifts: list[Assignment]) -> Timezone:
    years = [at.year, *(shift.period.lower.year for shift in shifts)]
    return Timezone.from_tzinfo(
        PARIS, "Europe/Paris", date(min(years), 1, 1), date(max(years) + 2, 1, 1)
    )


def _event(rows: list[Assignment]) -> Event:
    """One event for an opening, whatever the number of places held there one after the other.

    Its name is the first row's. Every new row and every change of one raises the sequence.
    """
    held = [row for row in rows if row.state == PlaceState.ACTIVE]
    shift = held[0] if held else rows[-1]
    changed_at = max(row.changed_at for row in rows)
    event = Event()
    event.add("uid", f"{rows[0].uid}@{DOMAIN}")
    event.add("sequence", sum(row.sequence + 1 for row in rows) - 1)
    event.add("dtstamp", changed_at.astimezone(UTC))
    event.add("created", rows[0].created_at.astimezone(UTC))
    event.add("last-modified", changed_at.astimezone(UTC))
    event.add("dtstart", shift.period.lower.astimezone(PARIS))
    event.add("dtend", shift.period.upper.astimezone(PARIS))
    post = {"post": gettext(shift.need.post.label).lower()}
    event.add("location", gettext(shift.opening.site.label))
    if held:
        event.add("summary", _("Épicerie sociale : %(post)s") % post)
        event.add("status", "CONFIRMED")
        event.add_component(_reminder(event))
    else:
        event.add("summary", _("Annulé – Épicerie sociale : %(post)s") % post)
        event.add("status", "CANCELLED")
    return event


def _reminder(event: Event) -> Alarm:
    """Two hours before, for the telephones that follow reminders of a subscribed calendar."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event["summary"])
    alarm.add("trigger", -timedelta(hours=2))
    return alarm
