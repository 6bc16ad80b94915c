"""Needs by district and month: distinct households, counted in each programme."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from actors.households.queries import observatory as households
from actors.parameters import value
from epicerie.queries import observatory as epicerie
from reims_solidarite.kit.dates import add_months, month_start
from reims_solidarite.kit.suppression import Count, PublishedTable, publish
from reims_solidarite.pages.parameters import SMALL_COUNT
from secours_loyer.queries import observatory as secours_loyer

MONTHS_SHOWN = 6
SHADES = 4
UNKNOWN_DISTRICT = "Quartier non renseigné"
HIDDEN, NOT_COUNTED = "masqué", "–"


@dataclass(frozen=True)
class Programme:
    """What is counted, in words, and where its counts come from."""

    title: str
    meaning: str
    monthly_counts: Callable[[date, date], Sequence[households.MonthlyCount]]
    first_day: Callable[[], date | None]


PROGRAMMES = (
    Programme(
        "Accompagnement : ménages rencontrés",
        "Ménages avec qui un travailleur social a eu au moins un contact dans le mois.",
        households.monthly_counts,
        households.first_day,
    ),
    Programme(
        "Épicerie : ménages servis",
        "Ménages passés à la caisse de l’épicerie au moins une fois dans le mois.",
        epicerie.monthly_counts,
        epicerie.first_day,
    ),
    Programme(
        "Secours loyer : ménages demandeurs",
        "Ménages qui ont déposé une demande d’aide au loyer dans le mois.",
        secours_loyer.monthly_counts,
        secours_loyer.first_day,
    ),
)


@dataclass(frozen=True)
class Cell:
    """One figure of the table: in words, and how dark its box is (0: no colour)."""

    text: str
    shade: int = 0
    hidden: bool = False


@dataclass(frozen=True)
class Line:
    """One district."""

    label: str
    cells: list[Cell]
    total: Cell


@dataclass(frozen=True)
class Indicator:
    """One programme's table, and its rule of publication in words."""

    programme: Programme
    table: PublishedTable
    threshold: int
    counted: tuple[bool, ...]

    @property
    def highest_hidden(self) -> int:
        """The largest count that is hidden for itself."""
        return self.threshold - 1

    @property
    def lines(self) -> list[Line]:
        """One line per district, for the table."""
        highest = max((cell or 0 for line in self.table.cells for cell in line), default=0)
        parts = zip(self.table.rows, self.table.cells, self.table.row_totals, strict=True)
        return [
            Line(row, self._cells(cells, highest), self._cell(total)) for row, cells, total in parts
        ]

    @property
    def totals(self) -> list[Cell]:
        """The last line of the table: one total a month, then the whole."""
        return [*self._cells(self.table.column_totals, 0), self._cell(self.table.total)]

    @property
    def by_district(self) -> list[tuple[str, int | None]]:
        """The counts shown, added by district: the chart says nothing that the table hides."""
        return [
            (row, sum(cell or 0 for cell in cells) or (None if None in cells else 0))
            for row, cells in zip(self.table.rows, self.table.cells, strict=True)
        ]

    def _cells(self, counts: Sequence[Count], highest: int) -> list[Cell]:
        return [
            self._cell(count, highest) if known else Cell(NOT_COUNTED)
            for count, known in zip(counts, self.counted, strict=True)
        ]

    @staticmethod
    def _cell(count: Count, highest: int = 0) -> Cell:
        if count is None:
            return Cell(HIDDEN, hidden=True)
        return Cell(str(count), shade=-(-count * SHADES // highest) if highest else 0)


def months_until(today: date) -> list[date]:
    """First days of the last months shown, the current one included."""
    current = month_start(today)
    return [add_months(current, -back) for back in range(MONTHS_SHOWN - 1, -1, -1)]


def indicators(today: date) -> list[Indicator]:
    """Every indicator of the observatory, small counts hidden."""
    months = months_until(today)
    threshold: int = value(SMALL_COUNT.name, on=today)
    found = []
    for programme in PROGRAMMES:
        counts = {
            (row.district or UNKNOWN_DISTRICT, f"{row.month:%m/%Y}"): row.count
            for row in programme.monthly_counts(months[0], add_months(months[-1], 1))
        }
        first = programme.first_day()
        table = publish(
            counts,
            rows=sorted({district for district, _ in counts}),
            columns=[f"{month:%m/%Y}" for month in months],
            threshold=threshold,
        )
        counted = tuple(first is not None and add_months(month, 1) > first for month in months)
        found.append(Indicator(programme, table, threshold, counted))
    return found


def as_rows(found: Sequence[Indicator]) -> tuple[list[str], list[list[str | int]]]:
    """Headings and lines of the spreadsheet: exactly what the page shows, and no more."""
    months = found[0].table.columns if found else ()
    body: list[list[str | int]] = []
    for indicator in found:
        for line in indicator.lines:
            cells = [*line.cells, line.total]
            body.append([indicator.programme.title, line.label, *(_typed(cell) for cell in cells)])
        body.append(
            [indicator.programme.title, "Total", *(_typed(cell) for cell in indicator.totals)]
        )
    return ["Indicateur", "Quartier", *months, "Total"], body


def _typed(cell: Cell) -> str | int:
    return int(cell.text) if cell.text.isdecimal() else cell.text
