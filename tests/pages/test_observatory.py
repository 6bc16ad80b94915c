"""The observatory counts households by district and month, and hides the small counts."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from actors.actions.parameters import decide_parameter
from actors.households.queries.observatory import MonthlyCount
from reims_solidarite.pages.queries import observatory
from reims_solidarite.pages.queries.observatory import (
    Programme,
    as_rows,
    indicators,
    months_until,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_six_months_end_with_the_current_one_across_the_year() -> None:
    months = months_until(date(2027, 2, 28))
    assert months[0] == date(2026, 9, 1)
    assert months[-1] == date(2027, 2, 1)
    assert len(months) == 6


def test_the_threshold_is_the_one_of_the_day(
    cast: Cast, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [MonthlyCount("Orgeval", date(2026, 11, 1), 6), MonthlyCount("", date(2026, 11, 1), 12)]
    since = date(2026, 10, 5)
    programme = Programme("Épicerie", "…", lambda _since, _until: rows, lambda: since)
    monkeypatch.setattr(observatory, "PROGRAMMES", (programme,))
    (found,) = indicators(date(2026, 11, 23))
    assert found.table.rows == ("Orgeval", "Quartier non renseigné")
    assert found.table.cells[0][-1] == 6
    # June to September: nothing was counted yet, which is not zero.
    assert [cell.text for cell in found.lines[0].cells] == ["–", "–", "–", "–", "0", "6"]
    decide_parameter(
        "observatoire.petit_effectif", 11, since=date(2026, 11, 24), decision="", by=None, at=at
    )
    (found,) = indicators(date(2026, 11, 24))
    assert found.table.cells[0][-1] is None
    assert found.table.total is None


def test_the_next_month_gives_no_hidden_count_away(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In June, four households; six months later the table has lost June and gained zeros."""
    june, july = date(2026, 6, 1), date(2026, 7, 1)
    counts = [(june, 4), (july, 3), (date(2026, 8, 1), 9)]

    def rows(since: date, until: date) -> list[MonthlyCount]:
        return [MonthlyCount("Orgeval", month, n) for month, n in counts if since <= month < until]

    programme = Programme("Épicerie", "…", rows, lambda: june)
    monkeypatch.setattr(observatory, "PROGRAMMES", (programme,))
    (november,), (december,) = (indicators(day) for day in (date(2026, 11, 30), date(2026, 12, 1)))
    assert (november.table.row_totals, december.table.row_totals) == ((None,), (None,))
    assert november.by_district == december.by_district == [("Orgeval", 9)]


def test_the_spreadsheet_tells_no_more_than_the_page(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    november = date(2026, 11, 1)
    rows = [MonthlyCount("Orgeval", november, 6), MonthlyCount("Centre", november, 2)]
    programme = Programme("Épicerie", "…", lambda _since, _until: rows, lambda: november)
    monkeypatch.setattr(observatory, "PROGRAMMES", (programme,))
    headings, body = as_rows(indicators(date(2026, 11, 23)))
    assert headings[:2] == ["Indicateur", "Quartier"]
    assert [line[1:] for line in body] == [
        ["Centre", *["–"] * 5, "masqué", "masqué"],
        ["Orgeval", *["–"] * 5, 6, 6],
        ["Total", *["–"] * 5, "masqué", "masqué"],
    ]
    answer = cast.client(cast.network).get("/admin/observatoire/", {"format": "csv"})
    assert answer.headers["Content-Type"].startswith("text/csv")


def test_the_page_says_so_when_nothing_was_counted(cast: Cast) -> None:
    page = cast.client(cast.network).get("/admin/observatoire/")
    assert page.status_code == 200
    assert "Aucun ménage compté" in page.content.decode()


def test_it_is_not_a_page_of_the_partners(cast: Cast) -> None:
    assert cast.client(cast.agent_a).get("/admin/observatoire/").status_code == 403
