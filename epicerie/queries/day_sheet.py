"""What is printed the day before: people by post, standby people, and whom to ring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actors.parameters import value
from epicerie.models import OpeningDay, Standby
from epicerie.parameters import ON_DUTY_PHONE
from epicerie.queries.people import coordinators
from epicerie.queries.planning import PostOfDay, posts_of_day

WALK_IN_LINES = 5


@dataclass(frozen=True)
class DaySheet:
    """`standby`: name and phone (empty when phones are not shown)."""

    opening: OpeningDay
    posts: list[PostOfDay]
    standby: list[tuple[str, str]]
    on_duty: str

    @property
    def walk_in_lines(self) -> range:
        return range(WALK_IN_LINES)


def on_duty_phone(on: date) -> str:
    """The number that the CCAS decided, or the one of the first coordinator's account."""
    decided = str(value(ON_DUTY_PHONE.name, on=on))
    return decided or next((user.phone for user in coordinators() if user.phone), "")


def day_sheet_of(opening: OpeningDay, *, with_phones: bool) -> DaySheet:
    """Phones of the standby people only when asked: the sheet lies on a table."""
    standby = (
        Standby.objects.live()
        .filter(opening=opening)
        .select_related("volunteer__user")
        .order_by("created_at", "pk")
    )
    people = [
        (str(row.volunteer), row.volunteer.user.phone if with_phones else "") for row in standby
    ]
    return DaySheet(opening, posts_of_day(opening), people, on_duty_phone(opening.day))
