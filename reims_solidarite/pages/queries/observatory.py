"""Needs by district and month: distinct households, counted in each programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from actors.parameters import value
from epicerie.queries import observatory as epicerie
from reims_solidarite.kit.dates import add_months, month_start
from reims_solidarite.pages.parameters import SMALL_COUNT
from reims_solidarite.pages.suppression import PublishedTable, publish
from secours_loyer.queries import observatory as secours_loyer

MONTHS_SHOWN = 6
UNKNOWN_DISTRICT = "Quartier non renseigné"
PROGRAMMES = (
    ("Épicerie : ménages servis", epicerie.monthly_counts),
    ("Secours loyer : ménages demandeurs", secours_loyer.monthly_counts),
)


@dataclass(frozen=True)
class Indicator:
    """One programme's table, and its rule of publication in words."""

    title: str
    table: PublishedTable
    threshold: int

    @property
    def highest_hidden(self) -> int:
        """The largest count that is hidden for itself."""
        return self.threshold - 1

    @property
    def lines(self) -> list[dict[str, Any]]:
        """One line per district, for the table."""
        parts = zip(self.table.rows, self.table.cells, self.table.row_totals, strict=True)
        return [{"label": row, "cells": cells, "total": total} for row, cells, total in parts]

    @property
    def by_district(self) -> list[tuple[str, int | None]]:
        """Totals by district, for the chart."""
        return list(zip(self.table.rows, self.table.row_totals, strict=True))


def months_until(today: date) -> list[date]:
    """First days of the last months shown, the current one included."""
    current = month_start(today)
    return [add_months(current, -back) for back in range(MONTHS_SHOWN - 1, -1, -1)]


def indicators(today: date) -> list[Indicator]:
    """Every indicator of the observatory, small counts hidden."""
    months = months_until(today)
    threshold: int = value(SMALL_COUNT.name, on=today)
    found = []
    for title, monthly_counts in PROGRAMMES:
        counts = {
            (row.district or UNKNOWN_DISTRICT, f"{row.month:%m/%Y}"): row.count
            for row in monthly_counts(months[0], add_months(months[-1], 1))
        }
        table = publish(
            counts,
            rows=sorted({district for district, _ in counts}),
            columns=[f"{month:%m/%Y}" for month in months],
            threshold=threshold,
        )
        found.append(Indicator(title, table, threshold))
    return found
