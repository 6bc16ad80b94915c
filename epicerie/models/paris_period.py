"""A generated range of instants: the Paris day and hours of an opening, computed by PostgreSQL.

Written once, where the data are, so that no code can store an hour off on a clock-change day.
"""

from __future__ import annotations

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Func


class ParisPeriod(Func):
    """`epicerie_paris_period(day, starts, ends)`: immutable, from the app's first migration."""

    function = "epicerie_paris_period"
    output_field: models.Field = DateTimeRangeField()  # type: ignore[type-arg]


CREATE = """
CREATE FUNCTION epicerie_paris_period(day date, starts time, ends time) RETURNS tstzrange
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
BEGIN ATOMIC;
SELECT CASE WHEN ends > starts THEN tstzrange(
    (day + starts) AT TIME ZONE 'Europe/Paris', (day + ends) AT TIME ZONE 'Europe/Paris'
) END;
END
"""
DROP = "DROP FUNCTION epicerie_paris_period(date, time, time)"
