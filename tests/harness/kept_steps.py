"""Steps that many tests take alike, taken once per process: the rows they left are put back.

A step is kept under everything that led to it: the steps before and its own arguments. It is taken
anew as soon as anything else wrote in between, when the test changes code or settings, when it
commits, and where the database's user may not hold triggers back while rows are put back. What a
step leaves is what it would leave committed: its deferred triggers have run.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model
from psycopg import sql

Marks = dict[str, int]
WRITTEN = """
    SELECT schemaname, relname, n_tup_ins + n_tup_upd + n_tup_del
    FROM pg_stat_xact_all_tables
    WHERE schemaname <> 'pg_toast' AND n_tup_ins + n_tup_upd + n_tup_del > 0
"""
FIRST = """
    SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
        NOT EXISTS (SELECT FROM actors_user) AND NOT EXISTS (SELECT FROM actors_organisation)
        AND NOT EXISTS (SELECT FROM actors_journalentry),
        (SELECT md5(string_agg(p::text, '|' ORDER BY p.id)) FROM actors_parameter p)
"""
COLUMNS = """
    SELECT attname FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    ORDER BY attnum
"""


class Unkept(Exception):
    """What cannot be named cannot be kept."""


@dataclass(frozen=True)
class Kept:
    """The rows of every table that a step changed, and what it returned."""

    rows: dict[str, str]
    result: Any
    people: dict[str, Any]
    homes: dict[str, Any]


KEPT: dict[tuple[Any, ...], Kept] = {}
FOUND: dict[str, list[str]] = {}


@dataclass
class Memory:
    """What led to the rows of this test, as long as only kept steps wrote."""

    people: dict[str, Any]
    homes: dict[str, Any] = field(default_factory=dict)
    history: tuple[Any, ...] = ()
    marks: Marks = field(default_factory=dict)

    def take(self, step: Callable[[], Any], name: str, arguments: Any) -> Any:
        entry = written()
        if entry != self.marks:
            return step()
        try:
            wanted = (*self.history, name, named(arguments))
        except Unkept:
            return step()
        if wanted in KEPT:
            result = self._put_back(KEPT[wanted])
        else:
            result = step()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            if not self._keep(wanted, entry, result):
                return result
        self.history, self.marks = wanted, written()
        return result

    def _keep(self, wanted: tuple[Any, ...], entry: Marks, result: Any) -> bool:
        now = written()
        changed = [table for table, count in now.items() if entry.get(table) != count]
        if any(not table.startswith("public.") for table in changed):
            return False
        try:
            KEPT[wanted] = Kept(
                {table: rows_of(table) for table in changed},
                referred(result),
                {name: referred(one) for name, one in self.people.items() if is_row(one)},
                {name: referred(one) for name, one in self.homes.items()},
            )
        except Unkept:
            return False
        return True

    def _put_back(self, kept: Kept) -> Any:
        script = [sql.SQL("SET LOCAL session_replication_role = replica")]
        for table, rows in kept.rows.items():
            script += put_back(table, rows)
        script.append(sql.SQL("SET LOCAL session_replication_role = origin"))
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL(";\n").join(script).as_string(cursor.connection))
        for held, known in ((self.people, kept.people), (self.homes, kept.homes)):
            missing = {name: one for name, one in known.items() if name not in held}
            held.update(fetched(missing))
        return fetched({"result": kept.result})["result"]


def remembered(step: Callable[..., Any]) -> Callable[..., Any]:
    """A method of something that has a `memory`, or None where nothing is kept."""

    @functools.wraps(step)
    def taken(self: Any, *args: Any, **more: Any) -> Any:
        if self.memory is None:
            return step(self, *args, **more)
        return self.memory.take(
            lambda: step(self, *args, **more), step.__qualname__, (args, sorted(more.items()))
        )

    return taken


def from_nothing(people: dict[str, Any]) -> Memory | None:
    """Where nobody did anything yet, in a transaction whose user may hold triggers back."""
    if not connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        cursor.execute(FIRST)
        allowed, untouched, rules = cursor.fetchone()
    return Memory(people, history=(rules,), marks=written()) if allowed and untouched else None


def written() -> Marks:
    """How many rows of each table were written, the system's own tables included.

    Rows of earlier transactions count too until their session reports them, never inside another.
    """
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        return {f"{schema}.{table}": count for schema, table, count in cursor.fetchall()}


def rows_of(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]')::text FROM {table} t")  # noqa: S608 - a name of the catalogue
        return cursor.fetchone()[0]


def columns_of(table: str) -> list[str]:
    if table not in FOUND:
        with connection.cursor() as cursor:
            cursor.execute(COLUMNS, [table])
            FOUND[table] = [name for (name,) in cursor.fetchall()]
    return FOUND[table]


def put_back(table: str, rows: str) -> list[sql.Composed]:
    where = sql.Identifier(*table.split("."))
    columns = sql.SQL(", ").join(map(sql.Identifier, columns_of(table)))
    empty = sql.SQL("DELETE FROM {}").format(where)
    full = sql.SQL(
        "INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE"
        " SELECT {columns} FROM jsonb_populate_recordset(NULL::{table}, {rows})"
    ).format(table=where, columns=columns, rows=sql.Literal(rows))
    return [empty, full]


def is_row(value: Any) -> bool:
    return isinstance(value, Model)


def named(value: Any) -> Any:
    """The same for two equal arguments of two tests."""
    if value is None or isinstance(value, str | int | bytes | date | datetime | Enum):
        return (type(value).__name__, value)
    if is_row(value):
        return (value._meta.label, value.pk)
    if isinstance(value, dict):
        return tuple((named(key), named(one)) for key, one in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(named, value))
    if is_dataclass(value) and not isinstance(value, type):
        kept = tuple(named(getattr(value, one.name)) for one in fields(value))
        return (type(value).__qualname__, kept)
    raise Unkept


def referred(value: Any) -> Any:
    """What a step returned, without its rows."""
    if is_row(value):
        return (value._meta.label, value.pk)
    if value is None or isinstance(value, int):
        return value
    raise Unkept


def fetched(wanted: dict[str, Any]) -> dict[str, Any]:
    """The rows referred to, read again, one query for each model."""
    by_model: dict[str, list[Any]] = {}
    for one in wanted.values():
        if isinstance(one, tuple):
            by_model.setdefault(one[0], []).append(one[1])
    rows = {
        label: apps.get_model(label)._base_manager.in_bulk(keys) for label, keys in by_model.items()
    }
    return {
        name: rows[one[0]][one[1]] if isinstance(one, tuple) else one
        for name, one in wanted.items()
    }
