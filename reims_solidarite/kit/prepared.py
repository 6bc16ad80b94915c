"""Queries whose SQL is worked out once a process; each call only fills in the values.

Building a query and writing its SQL costs Django more than running it. A `@prepared` function says
the query in the ORM's words, as usual, but is called a single time, with stand-ins for its
arguments; wherever a stand-in comes out among the parameters, the value of each call goes in.
The function may therefore not look at its arguments: no `if`, no arithmetic, only filters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import update_wrapper
from threading import Lock
from typing import Any, get_type_hints

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Row = tuple[Any, ...]
Slot = tuple[str | None, Callable[[Any], Any] | None]


@dataclass(frozen=True)
class Statement:
    """SQL, its parameters, and what turns the driver's values into the fields' own."""

    sql: str
    parameters: tuple[Any, ...]
    read: Callable[[Sequence[Row]], list[Row]] = list

    def rows(self, parameters: Sequence[Any]) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            return self.read(cursor.fetchall())


@dataclass(frozen=True)
class Number:
    """How many rows a query has."""

    of: QuerySet[Any, Any]


Question = QuerySet[Any, Any] | Number


def statement(rows: QuerySet[Any, Any]) -> Statement:
    """The SQL of a `values_list`."""
    compiler = rows.query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    converters = compiler.get_converters([expression for expression, *_ in compiler.select or ()])

    def read(found: Sequence[Row]) -> list[Row]:
        return [tuple(row) for row in compiler.apply_converters(found, converters)]

    return Statement(sql, tuple(parameters), read if converters else list)


def together(*questions: Question) -> Statement:
    """One row made of several questions of one answer each: the first value of each list.

    None where a list has no row. Only for values that the driver reads as they are.
    """
    asked = [_single(question) for question in questions]
    columns = ", ".join(f"({part.sql})" for part in asked)
    return Statement(f"SELECT {columns}", tuple(v for part in asked for v in part.parameters))


def _single(question: Question) -> Statement:
    counts = isinstance(question, Number)
    rows = question.of.order_by().values_list("pk") if isinstance(question, Number) else question
    try:
        part = statement(rows)
    except EmptyResultSet:
        return Statement("0" if counts else "NULL", ())
    if counts:
        return Statement(f"SELECT count(*) FROM ({part.sql}) AS counted", part.parameters)  # noqa: S608 - the ORM's own SQL
    return part


class Prepared:
    """What `@prepared` makes of a function; a call gives the rows."""

    def __init__(self, build: Callable[..., Statement | QuerySet[Any, Any]]) -> None:
        update_wrapper(self, build)
        self._build = build
        self._turn = Lock()
        self._ready: tuple[Statement, tuple[Slot, ...]] | None = None

    def __call__(self, **values: Any) -> list[Row]:
        known, slots = self._ready or self._prepare()
        parameters = [
            fixed if name is None else kind(values[name]) if kind else values[name]
            for (name, kind), fixed in zip(slots, known.parameters, strict=True)
        ]
        return known.rows(parameters)

    def _prepare(self) -> tuple[Statement, tuple[Slot, ...]]:
        with self._turn:
            kinds = get_type_hints(self._build)
            kinds.pop("return", None)
            marks = {name: _mark(kind, order) for order, (name, kind) in enumerate(kinds.items())}
            built = self._build(**marks)
            known = built if isinstance(built, Statement) else statement(built)
            slots = tuple(_slot(value, marks) for value in known.parameters)
            if missing := set(marks) - {name for name, _ in slots}:
                raise TypeError(f"{self._build.__qualname__}: {sorted(missing)} not in its SQL")
            self._ready = known, slots
            return self._ready


def prepared(build: Callable[..., Statement | QuerySet[Any, Any]]) -> Prepared:
    """Declare a query; its arguments are annotated with `datetime`, `date`, `int` or `str`."""
    return Prepared(build)


def _mark(kind: object, order: int) -> Any:
    """A value that no query holds by itself, small enough for every column."""
    if kind is datetime:
        return datetime(1811, 3, 7, 1, 2, 3, tzinfo=UTC) + timedelta(days=order)
    if kind is date:
        return date(1807, 5, 9) + timedelta(days=order)
    if kind is int:
        return 31_013 + order
    if kind is str:
        return f"stand-in-{order}"
    raise TypeError(f"no stand-in for {kind}")


def _slot(value: object, marks: Mapping[str, Any]) -> Slot:
    """Which argument goes here, in the type that Django gave it (a small integer stays small)."""
    for name, mark in marks.items():
        if isinstance(value, type(mark)) and value == mark:
            return name, None if type(value) is type(mark) else type(value)
    return None, None
