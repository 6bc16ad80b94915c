"""The usual week becomes dated openings; asking twice adds nothing twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.openings import require_coordinator, usual_site
from epicerie.actions.walls import walls
from epicerie.models import Closure, OpeningDay, OpeningNeed, PatternNeed, Post, Site, WeeklyPattern
from epicerie.queries.calendar_plan import plan_openings
from epicerie.queries.usual_day import CHANGES_LATER, UsualDay, later_change, needs_of, settled
from reims_solidarite.kit.transitions import Refused

LONGEST_DAYS = 190


def lock_calendar() -> None:
    """Two people who change the calendar at once: the second waits here, then sees it changed.

    First lock of all; openings added by hand do not wait, the walls order them.
    """
    list(Site.objects.select_for_update(of=("self",), no_key=True).order_by("pk"))


@transaction.atomic
def set_usual_day(
    weekday: int,
    *,
    starts: time,
    ends: time,
    needs: Mapping[Post, int],
    since: date,
    by: User,
    at: datetime,
    site: Site | None = None,
    skilled: Mapping[Post, int] | None = None,
) -> WeeklyPattern:
    """From `since` on, this weekday opens at these hours; days already opened do not move.

    Nothing is written where the usual week says so already.
    """
    require_coordinator(by)
    asked = UsualDay(
        site or usual_site(), weekday, starts, ends, since, needs_of(needs, skilled or {})
    )
    if not any(places for places, _ in asked.needs.values()):
        raise Refused("Prévoyez au moins une place.")
    lock_calendar()
    if known := settled(asked):
        return known
    if later_change(asked):
        raise Refused(CHANGES_LATER, field="since")
    for old in WeeklyPattern.objects.select_for_update(of=("self",)).filter(
        site=asked.site, weekday=weekday, period__overlap=(since, None)
    ):
        old.period = DateRange(old.period.lower, since)
        old.save(update_fields=["period"])
    with walls():
        pattern = WeeklyPattern.objects.create(
            site=asked.site,
            weekday=weekday,
            starts=starts,
            ends=ends,
            period=DateRange(since, None),
        )
        PatternNeed.objects.bulk_create(
            PatternNeed(pattern=pattern, post=post, places=places, skilled=trained)
            for post, (places, trained) in asked.needs.items()
        )
    record("set_usual_day", pattern, by=by, at=at, weekday=weekday)
    return pattern


@transaction.atomic
def close_on(day: date, *, reason: str, by: User, at: datetime) -> Closure:
    """The grocery stays closed that day: the usual week will skip it."""
    require_coordinator(by)
    if not reason.strip():
        raise Refused("Dites pourquoi l’épicerie ferme.", field="reason")
    if OpeningDay.objects.planned().filter(day=day).exists():
        raise Refused("L’épicerie est ouverte ce jour-là : annulez-le d’abord.", field="day")
    with walls():
        closure = Closure.objects.create(day=day, reason=reason.strip())
    record("close_on", closure, by=by, at=at)
    return closure


@transaction.atomic
def generate_openings(since: date, until: date, *, by: User, at: datetime) -> list[OpeningDay]:
    """Open the days of the usual week from `since` to `until` excluded; the ones added."""
    require_coordinator(by)
    if not 0 < (until - since).days <= LONGEST_DAYS:
        raise Refused("Choisissez une période de six mois au plus.", field="until")
    lock_calendar()
    needs: dict[int, dict[int, tuple[int, int]]] = {}
    for need in PatternNeed.objects.all():
        needs.setdefault(need.pattern_id, {})[need.post_id] = (need.places, need.skilled)
    return add_usual_days(
        [
            (planned.pattern, planned.day, needs.get(planned.pattern.pk, {}))
            for planned in plan_openings(since, until)
            if not planned.why_not
        ],
        by=by,
        at=at,
    )


def add_usual_days(
    rows: Sequence[tuple[WeeklyPattern, date, Mapping[int, tuple[int, int]]]],
    *,
    by: User,
    at: datetime,
) -> list[OpeningDay]:
    """Openings of the usual week, each with (places, trained people) by post; in a transaction."""
    with walls():
        openings = OpeningDay.objects.bulk_create(
            OpeningDay(
                site_id=pattern.site_id,
                day=day,
                starts=pattern.starts,
                ends=pattern.ends,
                pattern=pattern,
                created_at=at,
            )
            for pattern, day, _ in rows
        )
        OpeningNeed.objects.bulk_create(
            OpeningNeed(opening=opening, post_id=post, places=places, skilled=skilled)
            for opening, (_, _, needs) in zip(openings, rows, strict=True)
            for post, (places, skilled) in needs.items()
        )
    for opening in openings:
        record("open_day", opening, by=by, at=at)
    return openings
