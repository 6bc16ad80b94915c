"""How large a file may be, and the row it is read into."""

from __future__ import annotations

from dataclasses import dataclass

from reims_solidarite.kit.transitions import Refused

MIB = 2**20


@dataclass(frozen=True)
class Limits:
    """Far above what the network imports, far below what would hurt a web process."""

    file_bytes: int = 10 * MIB
    rows: int = 20_000
    columns: int = 100
    cell_length: int = 5_000
    unzipped_bytes: int = 50 * MIB
    zip_entries: int = 200

    @property
    def rows_in_words(self) -> str:
        return f"{self.rows:,}".replace(",", "\u202f")


@dataclass(frozen=True)
class Row:
    """A row that holds something, with the number the spreadsheet program shows."""

    number: int
    cells: tuple[str, ...]


def make_row(number: int, cells: list[str], limits: Limits) -> Row | None:
    """Trim, drop trailing blanks, check sizes; None for a blank row."""
    if number > limits.rows:
        raise Refused(
            f"Le fichier dépasse {limits.rows_in_words} lignes. Partagez-le en plusieurs fichiers."
        )
    while cells and not cells[-1].strip():
        cells.pop()
    if len(cells) > limits.columns:
        raise Refused(
            f"La ligne {number} dépasse {limits.columns} colonnes. Gardez les colonnes utiles."
        )
    for cell in cells:
        if len(cell) > limits.cell_length:
            raise Refused(
                f"Une case de la ligne {number} est trop longue "
                f"({limits.cell_length} caractères au plus). Raccourcissez-la."
            )
    return Row(number, tuple(cell.strip() for cell in cells)) if cells else None
