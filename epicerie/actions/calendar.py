"""The usual week becomes dated openings; asking twice adds nothing twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.openings import require_coordinator, usual_site
from epicerie.actions.walls import walls
from epicerie.models import Closure, OpeningDay, OpeningNeed, PatternNeed, Post, Site, WeeklyPattern
from epicerie.queries.calendar_plan import plan_openings
from reims_solidarite.kit.transitions import Refused

LONGEST_DAYS = 190


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
) -> WeeklyPattern:
    """From `since` on, this weekday opens at these hours; days already opened do not move."""
    require_coordinator(by)
    place = site or usual_site()
    if sum(needs.values()) == 0:
        raise Refused("Prévoyez au moins une place.")
    for old in WeeklyPattern.objects.select_for_update(of=("self",)).filter(
        site=place, weekday=weekday, period__overlap=(since, None)
    ):
        if old.period.lower >= since:
            raise Refused(
                "Ce jour de la semaine change déjà plus tard : choisissez une autre date.",
                field="since",
            )
        old.period = DateRange(old.period.lower, since)
        old.save(update_fields=["period"])
    with walls():
        pattern = WeeklyPattern.objects.create(
            site=place, weekday=weekday, starts=starts, ends=ends, period=DateRange(since, None)
        )
        PatternNeed.objects.bulk_create(
            PatternNeed(pattern=pattern, post=post, places=places, skilled=post.skilled_of(places))
            for post, places in needs.items()
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
    # Two people asking at once: the second waits here, then finds the days already opened.
    list(WeeklyPattern.objects.select_for_update(of=("self",)).order_by("pk"))
    wanted = [planned for planned in plan_openings(since, until) if not planned.why_not]
    with walls():
        openings = OpeningDay.objects.bulk_create(
            OpeningDay(
                site_id=planned.pattern.site_id,
                day=planned.day,
                starts=planned.pattern.starts,
                ends=planned.pattern.ends,
                pattern=planned.pattern,
                created_at=at,
            )
            for planned in wanted
        )
        needs: dict[int, list[PatternNeed]] = {}
        for need in PatternNeed.objects.all():
            needs.setdefault(need.pattern_id, []).append(need)
        OpeningNeed.objects.bulk_create(
            OpeningNeed(
                opening=opening, post_id=need.post_id, places=need.places, skilled=need.skilled
            )
            for opening in openings
            for need in needs.get(opening.pattern_id or 0, [])
        )
    for opening in openings:
        record("open_day", opening, by=by, at=at)
    return openings
