"""Indicators of the rent aid: counts, delays, and what became of the households helped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actors import rules
from actors.staff_export import WRITERS
from actors.views.signed_in import SignedInRequest
from reims_solidarite.kit.clock import today
from reims_solidarite.kit.http import attach, ruled
from reims_solidarite.kit.suppression import Count
from secours_loyer.queries.outcomes import Table, outcomes
from secours_loyer.queries.year_totals import year_totals
from secours_loyer.views.staff.frame import task_frame

HIDDEN = "masqué"
LEAD = "Des ménages différents, jamais nommés."


@ruled(rules.DECISION_READER)
@require_safe
def indicators(request: SignedInRequest) -> HttpResponse:
    """The page, or exactly what it shows as a spreadsheet."""
    tables, delays, least = outcomes(on=today())
    wanted = request.GET.get("format", "")
    if wanted in WRITERS:
        write, media = WRITERS[wanted]
        body = [row for table in tables for row in _rows(table)]
        heads = ["Indicateur", "Bailleur", "Cas", "Ménages"]
        answer = HttpResponse(write(heads, body), content_type=media)
        attach(answer, f"indicateurs-secours-loyer.{wanted}")
        return answer
    return render(
        request,
        "secours_loyer/staff/indicators.html",
        {
            **task_frame(request, "Indicateurs du secours loyer", lead=LEAD),
            "tables": [_shown(table) for table in tables],
            "delays": delays,
            "totals": year_totals(request.user, on=today()),
            "least": least,
        },
    )


def _shown(table: Table) -> dict[str, Any]:
    figures = table.figures
    return {
        "title": table.title,
        "meaning": table.meaning,
        "columns": [
            {"label": "Bailleur", "numeric": False},
            *({"label": column, "numeric": True} for column in (*figures.columns, "Total")),
        ],
        "rows": [
            [{"text": row}, *_cells((*cells, total))]
            for row, cells, total in zip(
                figures.rows, figures.cells, figures.row_totals, strict=True
            )
        ],
        "chart": list(zip(figures.columns, figures.column_totals, strict=True)),
        "empty": figures.total == 0,
        # A drawing of nothing but hidden figures says nothing.
        "drawn": any(figures.column_totals),
    }


def _cells(counts: Sequence[Count]) -> list[dict[str, Any]]:
    return [{"text": HIDDEN if c is None else str(c), "numeric": True} for c in counts]


def _rows(table: Table) -> Iterator[list[str | int]]:
    figures = table.figures
    for row, cells in zip(figures.rows, figures.cells, strict=True):
        for column, count in zip(figures.columns, cells, strict=True):
            yield [table.title, row, column, HIDDEN if count is None else count]
