"""A person and a place in plain values, for the rule alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from epicerie.rules import Day, Limits, Person, Place, Sending, Shift

THURSDAY = date(2026, 12, 3)
LONG_BEFORE = datetime(2026, 11, 1, tzinfo=UTC)


def at_nine(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)


def person(pk: int = 1, **facts: Any) -> Person:
    """Somebody who may come on Thursday mornings; `facts` change that."""
    usual: dict[str, Any] = {
        "limits": Limits(),
        "sent": [Sending(date(2026, 1, 1), None, 7)],
        "usual": {(THURSDAY.weekday(), "am"): 1},
    }
    return Person(pk=pk, **usual | facts)


def place(**values: Any) -> Place:
    """Ten places in all on a Thursday morning; keys of `Day` go to the day."""
    day = Day(
        opening=100,
        state="planned",
        day=THURSDAY,
        halves=("am",),
        begins_at=at_nine(THURSDAY),
        finishes_at=at_nine(THURSDAY) + timedelta(hours=3),
        places=10,
        share_percent=40,
        present={},
    )
    of_day = {
        name: values.pop(name) for name in list(values) if hasattr(day, name) and name != "places"
    }
    of_day |= {"places": values.pop("day_places")} if "day_places" in values else {}
    usual: dict[str, Any] = {"post": 5, "skill": "", "skill_label": "", "places": 2, "filled": 0}
    return Place(on=replace(day, **of_day), **usual | values)


def shift(day: date, opening: int = 0) -> Shift:
    """A place held on another opening."""
    begins = at_nine(day)
    return Shift(opening or day.toordinal(), day, begins, begins + timedelta(hours=3))
