"""Bring a scratch database to `scale` times the demo, in set-based SQL. For the bench alone.

The portal's own actions would take hours for a million movements. These rows go round them and
round the triggers, so they must never be written anywhere but in a database about to be dropped.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from reims_solidarite.benching.scratch import PREFIX

ROWS = Path(__file__).parent / "rows"

# table -> (file of tests/bench/rows, rows for each unit of scale), in the order of their keys.
TARGETS = {
    "actors_organisation": ("organisations", 100),
    "epicerie_volunteer": ("volunteers", 80),
    "epicerie_openingday": ("openings", 36),
    "households_household": ("households", 40),
    "epicerie_lot": ("lots", 100),
    "epicerie_stockmovement": ("movements", 10_000),
    "actors_storedfile": ("files", 2_000),
    "actors_message": ("messages", 500),
    "actors_journalentry": ("journal", 2_000),
    "actors_sensitiveread": ("reads", 2_000),
    "django_session": ("sessions", 200),
}


def fill(scale: int, *, at: datetime) -> dict[str, int]:
    """Top every table up to its target; returns how many rows each now holds."""
    name = str(connection.settings_dict["NAME"])
    if not name.startswith(PREFIX):
        raise RuntimeError(f"{name} is not a scratch database")
    with transaction.atomic():
        _triggers("DISABLE")
        for table, (file, unit) in TARGETS.items():
            present = _count(table)
            missing = unit * scale - present
            if missing > 0:
                _run(file, {"first": present + 1, "last": present + missing, "at": at})
        with connection.cursor() as cursor:
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # no table may change with checks waiting
        _triggers("ENABLE")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # a copy has no statistics of its own rows
    return {table: _count(table) for table in TARGETS}


def _run(file: str, values: dict[str, object]) -> None:
    with connection.cursor() as cursor:
        for statement in (ROWS / f"{file}.sql").read_text().split(";\n"):
            if statement.strip():
                cursor.execute(statement, values)


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own names
        return int(cursor.fetchone()[0])


def _triggers(what: str) -> None:
    """Our own triggers only: foreign keys stay checked, and no superuser is needed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgrelid::regclass::text !~ '^procrastinate'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} {what} TRIGGER USER")
