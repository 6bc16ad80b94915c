"""A day of the usual week comes to its end: as it was read, or nothing."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from actors.actions.journal import record
from actors.models import User
from epicerie.actions.calendar import lock_calendar
from epicerie.actions.locks import lock_openings
from epicerie.actions.openings import cancel_empty_days, require_coordinator
from epicerie.actions.pattern_effect import MOVED
from epicerie.models import WeeklyPattern
from epicerie.queries.calendar_plan import NO_LONGER_USUAL
from epicerie.queries.usual_day import CHANGES_LATER
from epicerie.queries.weekday_end import WeekdayEnd, openings_of_weekday, weekday_end
from reims_solidarite.kit.dates import paris_day
from reims_solidarite.kit.transitions import Refused


@transaction.atomic
def end_usual_day(
    pattern: WeeklyPattern, *, since: date, seen: str, by: User, at: datetime
) -> WeekdayEnd:
    """From `since` on, this weekday no longer opens at its site; what was done.

    Openings that nobody is expected on are cancelled, the others are left. `seen`: the seal of the
    effect that was read.
    """
    require_coordinator(by)
    if since < paris_day(at):
        raise Refused(
            "Ce jour est passé : choisissez aujourd’hui ou un jour à venir.", field="since"
        )
    lock_calendar()
    same_day = WeeklyPattern.objects.select_for_update(of=("self",)).filter(
        site=pattern.site_id, weekday=pattern.weekday, period__overlap=(since, None)
    )
    ending = list(same_day.order_by("pk"))
    if not ending:
        raise Refused(
            "À cette date, ce jour n’est déjà plus dans la semaine habituelle.", field="since"
        )
    if any(row.period.lower >= since for row in ending):
        raise Refused(CHANGES_LATER, field="since")
    # Then the needs, as `hold_place` does: nobody takes a place while its day is decided.
    openings = openings_of_weekday(pattern, since, at=at).values_list("pk", flat=True)
    needs = lock_openings(openings).values()
    effect = weekday_end(pattern, since, at=at)
    if seen != effect.seal:
        raise Refused(MOVED)
    for row in ending:
        row.period = DateRange(row.period.lower, since)
        row.save(update_fields=["period"])
        record("end_usual_day", row, by=by, at=at, weekday=row.weekday)
    cancel_empty_days(effect.closed, needs, reason=NO_LONGER_USUAL, by=by, at=at)
    return effect
