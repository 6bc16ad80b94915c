"""Calendar files (RFC 5545) from plain data: no person's name, no address, no secret inside.

Times are written with their zone and its rules, so that 14:00 stays 14:00 across both changes of
the clock; an identifier never changes, and a cancelled entry stays, marked, so that calendars
remove it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, vDuration

from reims_solidarite.kit.dates import PARIS

REFRESH = timedelta(hours=6)


@dataclass(frozen=True)
class Entry:
    """One event; `starts` and `ends` are instants, written as Paris wall-clock times."""

    uid: str
    title: str
    starts: datetime
    ends: datetime
    place: str
    changed: datetime
    sequence: int = 0
    cancelled: bool = False
    text: str = ""
    url: str = ""


def calendar_file(name: str, uid: str, entries: Iterable[Entry]) -> bytes:
    """The same entries give the same bytes, whenever they are asked for."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Solidarite Reims//Assises//FR")
    calendar.add("uid", uid)
    calendar.add("name", _clean(name))
    calendar.add("x-wr-calname", _clean(name))
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    found = list(entries)
    for entry in found:
        calendar.add_component(_event(entry))
    if found:
        # The rules of the zone, over the years that the entries need and no more.
        first = min(entry.starts for entry in found).date()
        last = max(entry.ends for entry in found).date()
        calendar.add_missing_timezones(
            first_date=date(first.year - 1, 1, 1), last_date=date(last.year + 2, 1, 1)
        )
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.changed)
    event.add("last-modified", entry.changed)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.starts.astimezone(PARIS))
    event.add("dtend", entry.ends.astimezone(PARIS))
    event.add("summary", _clean(entry.title))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if entry.place:
        event.add("location", _clean(entry.place))
    if entry.text:
        event.add("description", _clean(entry.text))
    if entry.url:
        event.add("url", entry.url)
    return event


def _clean(text: str) -> str:
    """Control characters break calendar readers."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
