"""Rows under a heading line, as dictionaries keyed by heading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reims_solidarite.kit.spreadsheets.limits import Limits
from reims_solidarite.kit.spreadsheets.reading import read_rows
from reims_solidarite.kit.transitions import Refused


@dataclass(frozen=True)
class Record:
    """One data row; `values` holds every heading of the file, "" where the cell is blank."""

    number: int
    values: dict[str, str]


def read_records(
    content: bytes, *, required: Iterable[str] = (), limits: Limits | None = None
) -> list[Record]:
    """Data rows under the first row. Refused when a required heading is missing or one is twice."""
    heading, *rows = read_rows(content, limits)
    headings = heading.cells
    doubles = sorted({name for name in headings if name and headings.count(name) > 1})
    if doubles:
        raise Refused(f"La colonne « {doubles[0]} » est présente deux fois. Gardez-en une seule.")
    missing = [name for name in required if name not in headings]
    if missing:
        names = ", ".join(f"« {name} »" for name in missing)
        raise Refused(f"Il manque la colonne {names}. Ajoutez-la à la première ligne.")
    for row in rows:
        if len(row.cells) > len(headings):
            raise Refused(
                f"La ligne {row.number} a plus de cases que la première ligne. "
                "Vérifiez les séparateurs."
            )
    return [
        Record(
            row.number,
            {
                name: row.cells[index] if index < len(row.cells) else ""
                for index, name in enumerate(headings)
                if name
            },
        )
        for row in rows
    ]
