"""Reading every page that a person may open, whole, with its exports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tests.permissions import objects
from tests.permissions.asking import Answer, forgotten, quietly
from tests.permissions.declaration import Row
from tests.permissions.matrix import Matrix
from tests.permissions.world import Side

# What a page may be asked beside its address: words that both sides have, exports, filters.
SEARCHES: tuple[dict[str, Any], ...] = (
    {},
    {"q": "Nom"},
    {"q": "ménage"},
    {"q": "Inscrit", "format": "csv"},
    {"format": "csv"},
)


@dataclass(frozen=True)
class Page:
    """One page as somebody read it."""

    row: Row
    who: str
    path: str
    asked: dict[str, Any]
    answer: Answer

    @property
    def told(self) -> str:
        return f"{self.row.title or '/'} {self.asked or ''} as {self.who}"


def readable(matrix: Matrix, who: str) -> Iterator[Row]:
    """The addresses that answer this person with a page."""
    return (row for row in matrix.rows if row.cells[who, "GET"] == 200)


def pages(
    matrix: Matrix,
    people: Iterable[str],
    side: Side | None = None,
    searches: Iterable[dict[str, Any]] = ({},),
) -> Iterator[Page]:
    """Each page of each person, about the objects of `side`; what a reading writes is kept."""
    asked = tuple(searches)
    with quietly():
        for who in people:
            link = matrix.people[who].link
            for row in readable(matrix, who):
                address = matrix.known[row.pattern]
                path = objects.path_of(
                    address, side or matrix.world.a, matrix.world, link=link, **row.chosen
                )
                for query in asked:
                    answer = matrix.asker.ask(who, "GET", path, query)
                    yield Page(row, who, path, query, answer)


def written() -> dict[str, int]:
    """Rows written so far in this transaction, by table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
        )
        return dict(cursor.fetchall())


def moved(before: dict[str, int]) -> set[str]:
    """The tables written since."""
    return {name for name, count in written().items() if count != before.get(name, 0)}


__all__ = ["Page", "forgotten", "moved", "pages", "readable", "written"]
