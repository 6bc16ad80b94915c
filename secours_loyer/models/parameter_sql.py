"""What the CCAS decided, as SQL reads it on a day: the same value as `actors.parameters.value`."""

from __future__ import annotations

from actors.parameters import Key


def paris_day(instant: str) -> str:
    """SQL: the Paris day of an instant."""
    return f"({instant} AT TIME ZONE 'Europe/Paris')::date"


def number_on(key: Key, day: str) -> str:
    """SQL: a whole number in force on a day; the declared default where none is set."""
    return (
        "coalesce((SELECT (value)::bigint FROM actors_parameter"  # noqa: S608 - made of constants
        f" WHERE key = '{key.name}' AND replaced_at IS NULL AND period @> {day}),"
        f" {key.default})"
    )


def period_start(months: Key, day: str) -> str:
    """SQL: when the period counted in months, up to a day, began; as `rule_of_day.period_start`."""
    since = f"({day} - make_interval(months => {number_on(months, day)}::integer))"
    return f"({since}::timestamp AT TIME ZONE 'Europe/Paris')"
